"""A plan asks for plans of their own; a commune begins its plan from it, has it signed, and brings it into force."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.queries.drafting import draft, draft_file
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove, SamePerson
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.allot_shares import allot_shares
from pcmt.plans.actions.ask_for_plans import ask_for_plans
from pcmt.plans.actions.begin_plan import begin_plan
from pcmt.plans.actions.begin_plan_from import begin_plan_from
from pcmt.plans.actions.discard_plan import discard_plan
from pcmt.plans.actions.draft_paper import draft_paper
from pcmt.plans.actions.end_plan import end_plan
from pcmt.plans.actions.issue_plan import issue_plan
from pcmt.plans.actions.record_own_plan import record_own_plan
from pcmt.plans.actions.revise_task import revise_task
from pcmt.plans.keeping import CannotChange
from pcmt.plans.queries import TaskInput
from pcmt.web.plans.cascades import MOST_COLUMNS, PARTED
from tests.documents import papers
from tests.province import AT, Province
from vanban import read_bytes

ON = date(2026, 11, 21)
EARLIER = AT - timedelta(days=2)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def asked(plan_id: int, target_id: int, shared_task_id: int, province: Province, planner: Actor, at: datetime) -> int:
    """The province's plan, with a share and a task for Sen Hồng, that asks two communes for their plans."""
    area = province.communes["sen-hong"].id
    allot_shares(target_id=target_id, shares={area: Decimal(40)}, actor=planner, at=at)
    wanted = [province.communes[one].agencies["ubnd_xa"] for one in ("sen-hong", "hoa-ban")]
    new = ask_for_plans(plan_id=plan_id, agency_ids=wanted, due_on=date(2026, 11, 20), actor=planner, at=EARLIER)
    assert set(new) == set(wanted)
    return plan_id


def _row(actor: Actor, plan_id: int, agency_id: int, on: date = ON) -> plans.CascadeRow:
    return next(row for row in plans.cascade(actor, plan_id, on).rows if row.agency_id == agency_id)


def test_a_commune_begins_its_plan_from_what_is_given_to_it(
    asked: int, shared_task_id: int, target_id: int, clerk: Actor, planner: Actor, province: Province, at: datetime
) -> None:
    own = begin_plan_from(parent_id=asked, actor=clerk, at=at)
    view = plans.plan(clerk, own)
    assert view.title == "Thực hiện kế hoạch năm 2026 trên địa bàn xã Sen Hồng"
    assert (view.is_draft, view.document_id, view.parent_id) == (True, None, asked)
    (target,) = plans.targets(clerk, plan_id=own)
    assert (target.level, target.scope_name, target.carries_id) == ("ít nhất 40%", "Xã Sen Hồng", target_id)
    assert target.provision_reference == plans.target(target_id).provision_reference
    (task,) = plans.tasks(clerk, plan_id=own, on=ON)
    assert (task.carries_id, task.leads_text) == (shared_task_id, "Ủy ban nhân dân xã Sen Hồng")
    with pytest.raises(CannotChange, match="đã có kế hoạch"):
        begin_plan_from(parent_id=asked, actor=clerk, at=at)
    row = _row(planner, asked, clerk.agency_id or 0)
    assert (row.state, row.left_out) == ("late_drafting", ())
    assert _row(planner, asked, clerk.agency_id or 0, date(2026, 11, 20)).state == "drafting"
    assert _row(planner, asked, province.communes["hoa-ban"].agencies["ubnd_xa"]).state == "late"


def test_what_stands_in_a_draft_binds_nobody(
    asked: int, clerk: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    before = (len(plans.targets(clerk)), len(plans.tasks(clerk, on=ON)), plans.task_counts(clerk, ON))
    own = begin_plan_from(parent_id=asked, actor=clerk, at=at)
    assert (len(plans.targets(clerk)), len(plans.tasks(clerk, on=ON)), plans.task_counts(clerk, ON)) == before
    stranger = actor("hoa-ban.reporter")
    (target,), (task,) = plans.targets(clerk, plan_id=own), plans.tasks(clerk, plan_id=own, on=ON)
    assert own not in {one.id for one in plans.plans(stranger)}
    assert plans.targets(stranger, plan_id=own) == ()
    assert plans.tasks(stranger, plan_id=own, on=ON) == ()
    for ask in (
        lambda: plans.plan(stranger, own),
        lambda: plans.seen_target(stranger, target.id),
        lambda: plans.seen_task(stranger, task.id, on=ON),
        lambda: plans.items(stranger, own),
        lambda: plans.coverage(stranger, own, ON),
        lambda: begin_plan(title="Con", kind="annual", horizon=YEAR, parent_id=own, actor=stranger, at=at),
    ):
        with pytest.raises((NotFound, NotAllowed)):
            ask()
    assert _row(stranger, asked, clerk.agency_id or 0).own_plan_id is None


def test_a_draft_is_laid_out_signed_and_brought_into_force(
    asked: int, clerk: Actor, planner: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    own = begin_plan_from(parent_id=asked, actor=clerk, at=at)
    paper = draft_paper(plan_id=own, actor=clerk, at=at)
    kept = draft(clerk, paper)
    written = read_bytes(draft_file(clerk, paper, kept.files[0].id).content, kept.files[0].name)
    assert written.metadata.kind == "KH"
    assert "ít nhất 40%" in written.text
    assert "Ủy ban nhân dân xã Sen Hồng trực tiếp chủ trì 01 nhiệm vụ" in written.text
    assert [one.name for one in kept.files] == ["ke-hoach.docx", "ke-hoach.pdf"]
    printed = read_bytes(draft_file(clerk, paper, kept.files[1].id).content, kept.files[1].name)
    assert (printed.metadata.kind, printed.metadata.title) == (written.metadata.kind, written.metadata.title)
    assert draft_paper(plan_id=own, actor=clerk, at=at) == paper
    with pytest.raises(CannotChange, match="chưa được ký"):
        issue_plan(plan_id=own, actor=clerk, at=at)
    document_id = register_document(data=papers.OWN_PLAN.encode(), name="kh.txt", direction="out", actor=planner, at=at)
    with pytest.raises(SamePerson):
        issue_plan(plan_id=own, document_id=document_id, actor=clerk, at=at)
    issue_plan(plan_id=own, document_id=document_id, actor=actor("sen-hong.chairman"), at=at)
    view = plans.plan(clerk, own)
    assert (view.state, view.document_number) == ("active", "12/KH-UBND")
    row = _row(planner, asked, clerk.agency_id or 0)
    assert (row.state, row.own_plan_id, row.left_out) == ("issued", own, ())
    assert own in {one.plan_id for one in plans.targets(planner)}
    with pytest.raises(CannotMove):
        issue_plan(plan_id=own, document_id=document_id, actor=clerk, at=at)


def test_what_an_own_plan_leaves_out_or_changes_is_told(
    asked: int, shared_task_id: int, clerk: Actor, planner: Actor, at: datetime
) -> None:
    document_id = register_document(data=papers.OWN_PLAN.encode(), name="kh.txt", actor=planner, at=at)
    own = adopt_plan(document_id=document_id, title="Kế hoạch của xã", horizon=YEAR, actor=planner, at=at)
    record_own_plan(plan_id=asked, agency_id=clerk.agency_id or 0, own_plan_id=own, actor=planner, at=at)
    row = _row(planner, asked, clerk.agency_id or 0)
    assert row.state == "issued"
    assert {one.reference.partition(":")[0] for one in row.left_out} == {"target", "task"}
    assert f"task:{shared_task_id}" in {one.reference for one in row.left_out}
    with pytest.raises(CannotChange, match="cấp trên"):
        record_own_plan(plan_id=own, agency_id=clerk.agency_id or 0, own_plan_id=asked, actor=planner, at=at)


def test_a_draft_given_up_leaves_the_request_open(asked: int, clerk: Actor, planner: Actor, at: datetime) -> None:
    own = begin_plan_from(parent_id=asked, actor=clerk, at=at)
    with pytest.raises(CannotChange, match="lý do"):
        discard_plan(plan_id=own, reason=" ", actor=clerk, at=at)
    discard_plan(plan_id=own, reason="Chờ hướng dẫn mới", actor=clerk, at=at)
    assert _row(planner, asked, clerk.agency_id or 0).state == "late"
    assert [(one.id, due) for one, due, _ in plans.plans_asked_of(clerk, ON)] == [(asked, date(2026, 11, 20))]
    assert begin_plan_from(parent_id=asked, actor=clerk, at=at) != own


def test_who_keeps_no_plan_of_the_place_is_refused(
    asked: int, clerk: Actor, actor: Callable[[str], Actor], planner: Actor, province: Province, at: datetime
) -> None:
    own = begin_plan_from(parent_id=asked, actor=clerk, at=at)
    with pytest.raises(NotAllowed):
        begin_plan_from(parent_id=asked, actor=actor("hoa-ban.reporter"), at=at)
    with pytest.raises(NotAllowed):
        ask_for_plans(plan_id=asked, agency_ids=[1], due_on=ON, actor=clerk, at=at)
    with pytest.raises(NotAllowed):
        end_plan(plan_id=asked, reason="Hết thời kỳ", actor=clerk, at=at)
    for wanted, due_on in (([], ON), ([999_999], ON), ([province.agencies["health"]], date(2031, 1, 1))):
        with pytest.raises(CannotChange):
            ask_for_plans(plan_id=asked, agency_ids=wanted, due_on=due_on, actor=planner, at=at)
    with pytest.raises(CannotChange, match="chính cơ quan giữ"):
        begin_plan_from(parent_id=asked, actor=planner, at=at)
    with pytest.raises(CannotChange, match="đang thực hiện"):
        ask_for_plans(plan_id=own, agency_ids=[province.agencies["health"]], due_on=ON, actor=planner, at=at)


def test_a_draft_needs_a_ground_a_kind_and_its_years(
    document_id: int, plan_id: int, clerk: Actor, at: datetime
) -> None:
    made = begin_plan(
        title="Tháng hành động", kind="campaign", horizon=YEAR, rests_on_id=document_id, actor=clerk, at=at
    )
    view = plans.plan(clerk, made)
    assert (view.kind_label, view.ground_id) == ("Đợt cao điểm, Tháng hành động", document_id)
    good = {"title": "Kế hoạch", "kind": "annual", "horizon": YEAR, "rests_on_id": document_id}
    for wrong in (
        {"title": " "},
        {"kind": "dream"},
        {"horizon": YEAR[::-1]},
        {"rests_on_id": None},
        {"rests_on_id": 99},
    ):
        with pytest.raises(CannotChange):
            begin_plan(**{**good, **wrong}, actor=clerk, at=at)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        begin_plan(**{**good, "parent_id": 999_999}, actor=clerk, at=at)  # type: ignore[arg-type]


def test_a_plan_ends_or_is_replaced_by_one_in_force(
    plan_id: int, document_id: int, planner: Actor, at: datetime
) -> None:
    draft_id = begin_plan(
        title="Kế hoạch mới", kind="annual", horizon=YEAR, rests_on_id=document_id, actor=planner, at=at
    )
    with pytest.raises(CannotChange, match="thay thế"):
        end_plan(plan_id=plan_id, reason="Có kế hoạch mới", replaced_by_id=draft_id, actor=planner, at=at)
    issued = register_document(data=papers.OWN_PLAN.encode(), name="kh.txt", actor=planner, at=at)
    issue_plan(plan_id=draft_id, document_id=issued, actor=planner, at=at)
    end_plan(plan_id=plan_id, reason="Có kế hoạch mới", replaced_by_id=draft_id, actor=planner, at=at)
    assert plans.plan(planner, plan_id).state_label == "đã thay thế"
    with pytest.raises(CannotMove):
        end_plan(plan_id=plan_id, reason="Lần nữa", actor=planner, at=at)


def test_every_duty_has_a_lead_and_every_agency_a_duty(
    asked: int, task_id: int, planner: Actor, province: Province, at: datetime
) -> None:
    found = plans.coverage(planner, asked, ON)
    assert [one.name for one in found.idle] == ["Ủy ban nhân dân phường Hoa Ban"]
    assert [row.agency_name for row in found.without_plan] == [
        "Ủy ban nhân dân phường Hoa Ban",
        "Ủy ban nhân dân xã Sen Hồng",
    ]
    (unclear,) = found.unclear
    assert unclear[1].startswith("nhiều cơ quan cùng chủ trì")
    said, _ = plans.said_task(task_id, on=ON)
    alone = replace(said, leads=(), lead_words=("Các đơn vị liên quan",))
    revise_task(task_id=task_id, said=alone, revision=0, reason="Thử", actor=planner, at=at)
    found = plans.coverage(planner, asked, ON)
    assert found.cover.without_lead == (task_id,)
    assert [why for one, why in found.unclear if one.id == task_id] == ["tên cơ quan chủ trì chưa khớp danh mục"]


def test_a_document_tells_no_plan_of_its_drafts(asked: int, clerk: Actor, at: datetime) -> None:
    ground = plans.plan(clerk, asked).ground_id
    before = len(plans.targets_from(ground)), len(plans.tasks_from(ground))
    begin_plan_from(parent_id=asked, actor=clerk, at=at)
    assert (len(plans.targets_from(ground)), len(plans.tasks_from(ground))) == before
    assert documents.labels([ground])


def test_the_pages_lead_a_commune_from_the_request_to_its_draft(
    asked: int, clerk: Actor, visit: Callable[..., Client], at: datetime
) -> None:
    client = visit("sen-hong.reporter")
    listed = client.get(reverse("plans.list")).content.decode()
    assert "Cơ quan mình phải có kế hoạch" in listed
    begin = reverse("plans.begin_plan_from", args=[asked])
    assert begin in listed
    shown = client.get(begin).content.decode()
    assert "40%" in shown
    own = client.post(begin, {"title": "Phòng, chống ma túy năm 2026 trên địa bàn xã Sen Hồng"})["Location"]
    page = client.get(own).content.decode()
    assert "đang soạn" in page
    assert "Lập văn bản để trình ký" in page
    paper = client.post(reverse("plans.draft_paper", args=[int(own.split("/")[2])]))["Location"]
    assert client.get(paper).status_code == 200
    assert visit("hoa-ban.reporter").get(own).status_code == 404


def test_a_matrix_too_wide_for_a_page_comes_in_parts(
    asked: int, visit: Callable[..., Client], province: Province, planner: Actor, at: datetime
) -> None:
    address = reverse("plans.coverage", args=[asked])
    page = visit("planner").get(address).content.decode()
    assert page.count("<h2>Nhiệm vụ × cơ quan") == 1
    assert "Chưa gửi kế hoạch riêng" in page
    lead = province.agencies["health"]
    for number in range(MOST_COLUMNS + 1 - len(plans.tasks(planner, asked))):
        add_task(plan_id=asked, said=TaskInput(title=f"Việc {number}", leads=(lead,)), actor=planner, at=at)
    found = visit("planner").get(address)
    numbers = [[number for number, _ in part.columns] for part in found.context["sheets"]]
    assert numbers == [[*range(1, PARTED + 1)], [*range(PARTED + 1, MOST_COLUMNS + 2)]]
    (own,) = [(line, marks) for agency, line, marks in found.context["sheets"][1].lines if agency.id == lead]
    assert own[1].count("C") == len(numbers[1])
    assert len(own[0].leads) >= MOST_COLUMNS - 1, "the sum counts all parts"
    assert "Nhiệm vụ 41 đến 51 trong 51." in found.content.decode()


def test_the_keepers_pages_ask_for_plans_and_tell_what_is_left_out(
    asked: int, visit: Callable[..., Client], province: Province, planner: Actor, at: datetime
) -> None:
    client, address = visit("planner"), reverse("plans.cascade", args=[asked])
    page = client.get(address).content.decode()
    assert page.count("chưa có, quá hạn") == 2
    asking = reverse("plans.ask_for_plans", args=[asked])
    assert client.post(asking, {"due_on": "", "agencies": []}).status_code == 422
    wanted = {"due_on": "30/11/2026", "agencies": [str(province.agencies["health"])]}
    assert "Sẽ giao" in client.post(asking, wanted).content.decode(), "it is looked over before it goes out"
    again = client.post(asking, {**wanted, "sure": "on", "again": "on"}).content.decode()
    assert f'value="{wanted["agencies"][0]}" checked' in again, "what was ticked stays ticked"
    assert 'value="30/11/2026"' in again
    assert "Sở Y tế" not in client.get(address).content.decode()
    assert client.post(asking, {**wanted, "sure": "on"})["Location"] == address
    assert "Sở Y tế" in client.get(address).content.decode()
    matrix = client.get(reverse("plans.coverage", args=[asked])).content.decode()
    assert "Nhiệm vụ × cơ quan" in matrix
    assert "Ủy ban nhân dân phường Hoa Ban" in matrix
    items, adding = reverse("plans.items", args=[asked]), reverse("plans.add_items", args=[asked])
    assert client.post(adding, {"taken": ["II"]})["Location"] == items
    assert client.post(adding, {"kind": "project", "title": ""}).status_code == 422
    assert "II. " in client.get(items).content.decode()
    money = reverse("plans.set_budget", args=[asked])
    assert client.post(money, {"fund": "central", "year": "2026", "planned": "1.500.000"}).status_code == 302
    assert "1.500.000" in client.get(reverse("plans.budget", args=[asked])).content.decode()
    assert client.post(money, {"fund": "central", "year": "2050", "planned": "1"}).status_code == 422
