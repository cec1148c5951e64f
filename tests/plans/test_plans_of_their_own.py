"""An agency's own plan: how it is called, what it takes over, its paper, who brings it into force, counted once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.documents.actions.register_document import register_document
from pcmt.documents.actions.submit_draft import submit_draft
from pcmt.documents.rules.marks_of_drafts import is_marked_draft
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotAllowed
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.actions.allot_shares import allot_shares
from pcmt.plans.actions.ask_for_plans import ask_for_plans
from pcmt.plans.actions.begin_plan import begin_plan
from pcmt.plans.actions.begin_plan_from import begin_plan_from
from pcmt.plans.actions.discard_plan import discard_plan
from pcmt.plans.actions.draft_paper import draft_paper
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.issue_plan import issue_plan
from pcmt.plans.actions.revise_plan import revise_plan
from pcmt.plans.actions.set_budget import set_budget
from pcmt.plans.actions.withdraw_asking import withdraw_asking
from pcmt.plans.carrying import ReportedAbove
from pcmt.plans.keeping import CannotChange
from pcmt.plans.queries import BudgetInput, Evidence, Money, PlanWish, TaskInput
from pcmt.plans.rules.counterparts import counterpart_kind
from pcmt.plans.rules.items import BadBudget
from pcmt.plans.rules.naming import LONGEST_TITLE, carried_out, years_said
from pcmt.plans.rules.own_words import own_words
from pcmt.plans.rules.paper import deadline_of
from tests.documents import papers
from tests.province import AT, Province
from vanban import read_bytes

ON = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
EARLIER = AT - timedelta(days=2)


@pytest.fixture
def asked(plan_id: int, target_id: int, shared_task_id: int, province: Province, planner: Actor, at: datetime) -> int:
    """The province's plan, with a share and three tasks for Sen Hồng, that asks it for its plan."""
    commune = province.communes["sen-hong"]
    allot_shares(target_id=target_id, shares={commune.id: Decimal(40)}, actor=planner, at=at)
    for title, lead in (
        ("Xây dựng kế hoạch phòng, chống ma túy của xã", commune.agencies["ubnd_xa"]),
        ("Ủy ban nhân dân các xã chịu trách nhiệm thi hành Kế hoạch này", commune.agencies["ubnd_xa"]),
        ("Rà soát người nghiện trên địa bàn", province.agencies["police"]),
    ):
        said = TaskInput(title=title, leads=(lead,), due_on=date(2026, 11, 10))
        add_task(plan_id=plan_id, said=said, actor=planner, at=at)
    ask_for_plans(
        plan_id=plan_id, agency_ids=[commune.agencies["ubnd_xa"]], due_on=date(2026, 11, 20), actor=planner, at=EARLIER
    )
    return plan_id


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Phòng, chống ma túy năm 2026", (2026, 2026)),
        ("Thực hiện năm 2026 Chương trình giai đoạn 2026 - 2030", (2026, 2026)),
        ("PHÒNG, CHỐNG MA TÚY GIAI ĐOẠN 2026–2030", (2026, 2030)),
        ("Xây dựng xã không ma túy đến năm 2030", (2026, 2030)),
        ("Triển khai Luật Phòng, chống ma túy năm 2025", None),
        ("Triển khai Luật năm 2021 giai đoạn 2026-2030", (2026, 2030)),
        ("Kế hoạch", None),
        ("giai đoạn 2030-2026", None),
    ],
)
def test_a_title_says_its_years(title: str, said: tuple[int, int] | None) -> None:
    assert years_said(title, 2026) == said


def test_an_own_plan_is_not_called_carrying_out_carrying_out() -> None:
    place = {"of": "Ủy ban nhân dân xã Sen Hồng", "area": "xã Sen Hồng", "above": "tỉnh Hoa Mai", "is_house": True}
    told = carried_out("Thực hiện Chương trình năm 2026 trên địa bàn tỉnh Hoa Mai", **place)  # type: ignore[arg-type]
    assert told == "Thực hiện Chương trình năm 2026 trên địa bàn xã Sen Hồng"
    told = carried_out("Kế hoạch thực hiện Chương trình năm 2026", **place)  # type: ignore[arg-type]
    assert told == "Thực hiện Chương trình năm 2026 trên địa bàn xã Sen Hồng"
    told = carried_out("Ban hành Kế hoạch triển khai thi hành Luật", **place)  # type: ignore[arg-type]
    assert told == "Triển khai thi hành Luật trên địa bàn xã Sen Hồng"
    told = carried_out("Triển khai, thực hiện các dự án trên địa bàn tỉnh", **place)  # type: ignore[arg-type]
    assert told == "Triển khai, thực hiện các dự án trên địa bàn xã Sen Hồng"
    told = carried_out("Phòng, chống ma túy", of="Sở Y tế", area="", above="", is_house=False)
    assert told == "Thực hiện phòng, chống ma túy của Sở Y tế"
    told = carried_out("Kế hoạch số 153/KH-UBND ngày 17/11/2025", **place)  # type: ignore[arg-type]
    assert told == "Thực hiện Kế hoạch số 153/KH-UBND ngày 17/11/2025 trên địa bàn xã Sen Hồng"
    assert len(carried_out("từ " * 400, **place)) <= LONGEST_TITLE  # type: ignore[arg-type]


def test_a_commune_takes_what_is_its_work_and_what_its_offices_do(
    asked: int, shared_task_id: int, clerk: Actor, province: Province, at: datetime
) -> None:
    held = plans.given(clerk, asked, ON)
    assert [one.id for one in held.duties] == [shared_task_id]
    assert [one.title for one in held.answered] == ["Xây dựng kế hoạch phòng, chống ma túy của xã"]
    ((offered, office),) = held.offered
    assert (offered.title, office.name) == ("Rà soát người nghiện trên địa bàn", "Công an xã Sen Hồng")
    with pytest.raises(CannotChange, match="lấy thêm"):
        begin_plan_from(parent_id=asked, besides=[shared_task_id], actor=clerk, at=at)
    own = begin_plan_from(parent_id=asked, besides=[offered.id], title="Tên riêng của xã", actor=clerk, at=at)
    assert plans.plan(clerk, own).title == "Tên riêng của xã"
    assert {(one.carries_id, one.leads_text) for one in plans.tasks(clerk, plan_id=own, on=ON)} == {
        (shared_task_id, "Ủy ban nhân dân xã Sen Hồng"),
        (offered.id, "Công an xã Sen Hồng"),
    }
    assert counterpart_kind("Kho bạc Nhà nước") == ""


def test_the_paper_is_what_a_chairman_can_sign(asked: int, clerk: Actor, at: datetime) -> None:
    ((offered, _),) = plans.given(clerk, asked, ON).offered
    own = begin_plan_from(parent_id=asked, besides=[offered.id], actor=clerk, at=at)
    text = read_bytes(plans.exported_paper(clerk, own, ON), "ke-hoach.docx").text
    assert is_marked_draft(text)
    assert "Thực hiện thực hiện" not in text
    assert "Thực hiện Kế hoạch số" in text
    for words in (
        "Xác định rõ nội dung, thời hạn, sản phẩm",
        "ít nhất 40%",
        "Rà soát người nghiện trên địa bàn. Chủ trì: Công an xã Sen Hồng. Thời hạn: trước ngày 10/11/2026.",
        "Công an xã Sen Hồng: chủ trì, chịu trách nhiệm về 01 nhiệm vụ",
        "(để b/c)",
        "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã Sen Hồng",
        "Lưu: VT",
    ):
        assert words in text, words
    assert "Xây dựng kế hoạch phòng, chống ma túy của xã" not in text
    assert "(bổ sung)" not in text
    assert deadline_of(None, "ngày 25 hằng quý", "hằng quý") == "ngày 25 hằng quý"
    assert deadline_of(date(2026, 3, 1), "", "hằng quý") == "trước ngày 01/3/2026, hằng quý"


def test_a_duty_in_two_plans_is_counted_once_and_stands_alike(
    asked: int,
    shared_task_id: int,
    clerk: Actor,
    planner: Actor,
    actor: Callable[[str], Actor],
    visit: Callable[..., Client],
    at: datetime,
) -> None:
    before, timed = plans.task_counts(clerk, ON), len(plans.task_timings(*YEAR, ON))
    own = begin_plan_from(parent_id=asked, actor=clerk, at=at)
    draft = plans.tasks(clerk, plan_id=own, on=date(2030, 1, 1))
    assert draft
    assert not any(one.is_overdue for one in draft), "what stands in a draft is not late"
    document_id = register_document(data=papers.OWN_PLAN.encode(), name="kh.txt", direction="out", actor=planner, at=at)
    issue_plan(plan_id=own, document_id=document_id, actor=actor("sen-hong.chairman"), at=at)
    assert plans.task_counts(clerk, ON) == before
    assert len(plans.task_timings(*YEAR, ON)) == timed
    assert own not in {one.plan_id for one in plans.tasks(clerk, on=ON)}
    assert own not in {one.plan_id for one in plans.task_page(clerk, plans.Wish(), ON).tasks}
    (copy,) = plans.tasks(clerk, plan_id=own, on=ON)
    with pytest.raises(ReportedAbove):
        finish_task(task_id=copy.id, words="Đã xong", actor=clerk, at=at)
    page = visit("sen-hong.reporter").get(f"/ke-hoach/nhiem-vu/{copy.id}/").content.decode()
    assert f'href="/ke-hoach/nhiem-vu/{shared_task_id}/"' in page
    assert "Ghi tiến độ" not in page
    finish_task(task_id=shared_task_id, words="Đã xong", evidence=Evidence(), actor=clerk, at=at)
    (copy,) = plans.tasks(clerk, plan_id=own, on=ON)
    assert copy.state == "reported", "it is reported in the plan above and stands alike here"
    (below,) = plans.carried_below(planner, shared_task_id, ON)
    assert (below.task_id, below.agency_name, below.is_done) == (copy.id, "Ủy ban nhân dân xã Sen Hồng", False)
    assert "Trong kế hoạch cấp dưới" in visit("planner").get(f"/ke-hoach/nhiem-vu/{shared_task_id}/").content.decode()


def test_who_wrote_the_paper_does_not_bring_the_plan_into_force(
    asked: int, clerk: Actor, visit: Callable[..., Client], at: datetime
) -> None:
    own = begin_plan_from(parent_id=asked, actor=clerk, at=at)
    page = reverse("plans.plan", args=[own])
    assert "Đưa vào thực hiện</button>" not in visit("sen-hong.reporter").get(page).content.decode()
    paper = draft_paper(plan_id=own, actor=clerk, at=at)
    shown = visit("sen-hong.reporter").get(page).content.decode()
    assert "Đưa vào thực hiện</button>" not in shown, "it is not signed yet"
    assert "Văn bản của kế hoạch: <b>dự thảo</b>" in shown
    with pytest.raises(SamePerson, match="chính mình"):
        submit_draft(draft_id=paper, post_id=clerk.post_id or 0, submitted_on=ON, actor=clerk, at=at)


@pytest.mark.parametrize(
    ("head", "marked"),
    [
        ("ỦY BAN NHÂN DÂN\nDỰ THẢO\nKẾ HOẠCH", True),
        ("Số:     /KH-UBND   DỰ THẢO", True),
        ("(Dự thảo lần 2)", True),
        ("BÁO CÁO\nGóp ý dự thảo Luật Phòng, chống ma túy", False),
        ("Về việc lấy ý kiến dự thảo", False),
        ("x " * 2000 + "\nDỰ THẢO", False),
    ],
)
def test_a_head_that_says_draft_is_told_from_a_title_that_speaks_of_one(head: str, marked: bool) -> None:
    assert is_marked_draft(head) is marked


def test_a_plan_is_put_right_by_its_keeper(asked: int, clerk: Actor, planner: Actor, at: datetime) -> None:
    own = begin_plan_from(parent_id=asked, actor=clerk, at=at)
    revise_plan(plan_id=own, title="Tên mới", kind="campaign", horizon=YEAR, actor=clerk, at=at)
    view = plans.plan(clerk, own)
    assert (view.title, view.kind, view.horizon_to) == ("Tên mới", "campaign", YEAR[1])
    for wrong in (
        {"title": "x" * (LONGEST_TITLE + 1)},
        {"title": " "},
        {"kind": "dream"},
        {"horizon": YEAR[::-1]},
        {},
    ):
        with pytest.raises(CannotChange):
            revise_plan(
                plan_id=own, **{"title": "Tên mới", "kind": "campaign", "horizon": YEAR, **wrong}, actor=clerk, at=at
            )  # type: ignore[arg-type]
    with pytest.raises(CannotChange, match="lý do"):
        revise_plan(plan_id=asked, title="Tên khác", kind="annual", horizon=YEAR, actor=planner, at=at)


def test_the_list_tells_whose_and_leaves_out_what_was_given_up(
    asked: int, document_id: int, clerk: Actor, planner: Actor, visit: Callable[..., Client], at: datetime
) -> None:
    own = begin_plan_from(parent_id=asked, actor=clerk, at=at)
    page = plans.plan_list(clerk, PlanWish(), ON)
    assert [(row.plan.id, row.issuer, row.keeper) for row in page.rows] == [
        (asked, plans.plan_list(clerk, PlanWish(words="18/KH-UBND"), ON).rows[0].issuer, "Công an tỉnh Hoa Mai"),
        (own, "Ủy ban nhân dân xã Sen Hồng", "Ủy ban nhân dân xã Sen Hồng"),
    ]
    assert page.rows[0].issuer.startswith("Ủy ban nhân dân tỉnh")
    assert page.rows[0].overdue == 3
    assert [row.plan.id for row in plans.plan_list(clerk, PlanWish(words="sen hong"), ON).rows] == [own]
    mine = PlanWish(agency_ids=frozenset(clerk.own_agencies), order="keeper")
    assert [row.plan.id for row in plans.plan_list(clerk, mine, ON).rows] == [own]
    discard_plan(plan_id=own, reason="Chờ hướng dẫn", actor=clerk, at=at)
    assert plans.plan_list(clerk, PlanWish(), ON).total == 1
    assert [row.plan.id for row in plans.plan_list(clerk, PlanWish(standing="discarded"), ON).rows] == [own]
    shown = visit("planner").get(reverse("plans.list"), {"q": "không có kế hoạch nào như vậy"}).content.decode()
    assert "Không có kế hoạch nào khớp" in shown
    with pytest.raises(CannotChange):
        begin_plan(title="Kế hoạch " * 300, kind="annual", horizon=YEAR, rests_on_id=document_id, actor=planner, at=at)


def test_a_plan_asked_is_offered_to_be_written_only_to_who_may(asked: int, visit: Callable[..., Client]) -> None:
    """The commune's reporter holds no right to write plans, and is told who does."""
    shown = visit("sen-hong.reporter").get(reverse("plans.list")).content.decode()
    assert reverse("plans.begin_plan_from", args=[asked]) not in shown
    assert "cán bộ kế hoạch của cơ quan soạn" in shown


def test_money_that_outruns_what_it_comes_from_is_asked_about(plan_id: int, planner: Actor, at: datetime) -> None:
    over = Money(planned=100, allotted=90, spent=95)
    with pytest.raises(BadBudget, match="đã chi nhiều hơn đã giao"):
        set_budget(plan_id=plan_id, line=BudgetInput("central", 2026, over), actor=planner, at=at)
    set_budget(plan_id=plan_id, line=BudgetInput("central", 2026, over, confirmed=True), actor=planner, at=at)
    assert plans.budget(planner, plan_id).total == over
    assert Money(planned=100, spent=101).overruns == ("đã chi nhiều hơn dự kiến",)
    assert Money(planned=100, allotted=100, spent=100).overruns == ()


def test_a_whole_group_is_asked_after_a_second_look_and_one_is_taken_back(
    plan_id: int,
    province: Province,
    planner: Actor,
    clerk: Actor,
    visit: Callable[..., Client],
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    client, asking = visit("planner"), reverse("plans.ask_for_plans", args=[plan_id])
    past = client.post(asking, {"due_on": "01/06/2026", "groups": ["ubnd_xa"]})
    assert past.status_code == 422
    assert "Ngày 01/6/2026 đã qua" in past.content.decode(), "before the second look"
    assert "trong thời kỳ của kế hoạch, từ" in client.post(asking, {"due_on": "01/01/2024"}).content.decode()
    with pytest.raises(CannotChange) as refused:
        ask_for_plans(plan_id=plan_id, agency_ids=[1], due_on=date(2026, 6, 1), actor=planner, at=at)
    assert "đã qua" in refused.value.fields["due_on"]
    assert "Tất cả" in client.get(asking).content.decode()
    second = client.post(asking, {"due_on": "30/11/2026", "groups": ["ubnd_xa"]}).content.decode()
    assert f"Giao {len(province.communes)} cơ quan" in second
    assert plans.cascade(planner, plan_id, ON).rows == ()
    everyone = [str(one.agencies["ubnd_xa"]) for one in province.communes.values()]
    client.post(asking, {"due_on": "30/11/2026", "agencies": everyone, "sure": "on"})
    assert len(plans.cascade(planner, plan_id, ON).rows) == len(everyone)
    back = reverse("plans.withdraw_asking", args=[plan_id, clerk.agency_id])
    assert client.post(back, {"reason": " "}).status_code == 422
    assert client.post(back, {"reason": "Gộp vào kế hoạch chung"}).status_code == 302
    assert clerk.agency_id not in {row.agency_id for row in plans.cascade(planner, plan_id, ON).rows}
    assert plans.plans_asked_of(clerk, ON) == ()
    assert client.post(back, {"reason": "Lần nữa"}).status_code == 404


def test_who_has_issued_its_plan_is_not_taken_back(
    asked: int, clerk: Actor, planner: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    own = begin_plan_from(parent_id=asked, actor=clerk, at=at)
    document_id = register_document(data=papers.OWN_PLAN.encode(), name="kh.txt", direction="out", actor=planner, at=at)
    issue_plan(plan_id=own, document_id=document_id, actor=actor("sen-hong.chairman"), at=at)
    with pytest.raises(CannotChange, match="đã ban hành"):
        withdraw_asking(plan_id=asked, agency_id=clerk.agency_id or 0, reason="Thử", actor=planner, at=at)
    with pytest.raises(NotAllowed):
        withdraw_asking(plan_id=asked, agency_id=clerk.agency_id or 0, reason="Thử", actor=clerk, at=at)


def test_a_duty_in_which_the_commune_only_helps_is_led_here_as_above(
    asked: int, clerk: Actor, planner: Actor, province: Province, at: datetime
) -> None:
    commune = province.communes["sen-hong"].agencies["ubnd_xa"]
    said = TaskInput(
        title="Cân đối, bố trí kinh phí thực hiện Chương trình[1]",
        leads=(province.agencies["health"],),
        supports=(commune, province.agencies["police"]),
        due_on=date(2026, 11, 10),
    )
    task_id = add_task(plan_id=asked, said=said, actor=planner, at=at)
    assert plans.given(clerk, asked, ON).helped == {task_id}
    own = begin_plan_from(parent_id=asked, actor=clerk, at=at)
    copy = next(one for one in plans.tasks(clerk, plan_id=own, on=ON) if one.carries_id == task_id)
    assert copy.title == "Cân đối, bố trí kinh phí thực hiện Chương trình"
    assert (copy.leads_text, copy.supports_text) == ("Sở Y tế", "Ủy ban nhân dân xã Sen Hồng")
    text = read_bytes(plans.exported_paper(clerk, own, ON), "ke-hoach.docx").text
    assert "Phối hợp với Sở Y tế thực hiện: cân đối, bố trí kinh phí thực hiện Chương trình. Thời hạn" in text
    assert "Chủ trì: Ủy ban nhân dân xã Sen Hồng" not in text, "what the issuer leads itself need not say so each time"
    assert "phối hợp với cơ quan chủ trì thực hiện 01 nhiệm vụ" in text
    assert "Sở Y tế: chủ trì" not in text, "a commune gives the province's bodies no orders"
    assert "- Sở Y tế" not in text.partition("Nơi nhận")[2]


@pytest.mark.parametrize(
    ("title", "own"),
    [
        (
            "Đề nghị Ủy ban Mặt trận Tổ quốc tỉnh và các tổ chức thành viên, Thủ trưởng sở, ngành và "
            "Chủ tịch UBND xã, phường tổ chức quán triệt Chương trình[1]; cụ thể hóa bằng kế hoạch",
            "Tổ chức quán triệt Chương trình; cụ thể hóa bằng kế hoạch",
        ),
        (
            "Chủ tịch UBND xã, phường được giao nhiệm vụ chủ trì dự án, rà soát các điểm phức tạp",
            "Rà soát các điểm phức tạp",
        ),
        (
            "Chủ tịch UBND xã, phường được giao nhiệm vụ chủ trì hoặc tham gia dự án",
            "Chủ tịch UBND xã, phường được giao nhiệm vụ chủ trì hoặc tham gia dự án",
        ),
        ("Chủ tịch UBND xã, phường có trách nhiệm rà soát các điểm phức tạp", "Rà soát các điểm phức tạp"),
        ("CHỦ TỊCH UBND XÃ, PHƯỜNG: rà soát, thống kê số người nghiện", "Rà soát, thống kê số người nghiện"),
        ("Rà soát các cơ sở của Chủ tịch UBND xã, phường", "Rà soát các cơ sở của Chủ tịch UBND xã, phường"),
        ("Đề nghị Hội Nông dân tuyên truyền tới từng hộ", "Đề nghị Hội Nông dân tuyên truyền tới từng hộ"),
        ("Chủ tịch UBND xã, phường chịu trách nhiệm", "Chủ tịch UBND xã, phường chịu trách nhiệm"),
        ("", ""),
    ],
)
def test_a_duty_is_told_without_those_to_whom_it_was_said(title: str, own: str) -> None:
    addressed = (
        "Ủy ban Mặt trận Tổ quốc tỉnh",
        "các tổ chức thành viên",
        "Thủ trưởng sở, ngành",
        "Chủ tịch UBND xã, phường",
    )
    assert own_words(title, addressed) == own


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Rà soát người nghiện trên địa bàn toàn tỉnh", "Rà soát người nghiện trên địa bàn xã Sen Hồng"),
        ("Rà soát trên địa bàn tỉnh Hoa Mai", "Rà soát trên địa bàn tỉnh Hoa Mai"),
        ("Tham mưu Đảng ủy xã, phường ban hành văn bản", "Tham mưu Đảng ủy xã ban hành văn bản"),
        ("Phối hợp với Ủy ban nhân dân các xã, phường, đặc khu", "Phối hợp với Ủy ban nhân dân xã"),
        ("Xây dựng các xã, phường không ma túy", "Xây dựng các xã, phường không ma túy"),
    ],
)
def test_a_commune_names_its_own_place(title: str, own: str) -> None:
    assert own_words(title, (), "xã Sen Hồng") == own
    assert own_words(title, ()) == title
