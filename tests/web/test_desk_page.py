"""The desk by role: what each finds on the first page of the day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.indicators.kept import kept
from pcmt.kernel.actor import Actor
from pcmt.notices.queries import NoticeView
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.queries import TaskInput
from pcmt.reporting.actions.ask_extension import ask_extension
from pcmt.reporting.actions.return_for_correction import return_for_correction
from pcmt.rulebook.queries.drafts import ToRelease
from pcmt.web.desk import chores
from pcmt.web.desk.chores import Chore, in_order
from pcmt.web.desk.escalation import escalated
from pcmt.web.desk.gathering import Found
from pcmt.web.desk.releasing import rules_to_release
from tests.documents.papers import PLAN
from tests.province import AT, Province
from tests.reporting.walk import NOVEMBER, OCTOBER, Walk

ON = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def walk(province: Province, actor: Callable[..., object]) -> Walk:
    """October and November are open; Sen Hồng has sent November, Mưa Ngâu was returned it."""
    walk = Walk(province, actor, AT)  # type: ignore[arg-type]
    walk.open(OCTOBER)
    walk.open(NOVEMBER)
    november = walk.id("sen-hong", NOVEMBER)
    walk.fill(november)
    walk.send(november)
    return walk


@pytest.fixture
def plan(actor: Callable[..., object]) -> int:
    return register_document(data=PLAN.encode(), name="ke-hoach.txt", actor=actor("planner"), at=AT)  # type: ignore[arg-type]


def test_nobody_sees_a_desk_before_signing_in(province: Province, visit: Callable[..., Client]):
    assert visit().get("/").headers["Location"].startswith("/dang-nhap")


def test_the_standing_office_sees_what_to_close_and_who_is_silent(walk: Walk, plan: int, visit: Callable[..., Client]):
    page = visit("planner").get("/").text
    assert "việc cần làm hôm nay" in page
    assert "Kiểm tra, chốt 1 báo cáo tháng 11/2026" in page
    assert "chưa gửi báo cáo" in page
    assert "gợi ý từ Kế hoạch số 18/KH-UBND" in page
    assert "Mở kỳ báo cáo tháng 12/2026" in page
    assert "1/4 xã" in page
    assert "Tất cả 4 xã, phường" in page


def test_closing_takes_the_chore_away(walk: Walk, visit: Callable[..., Client]):
    walk.accept(walk.id("sen-hong", NOVEMBER))
    assert "Kiểm tra, chốt" not in visit("planner").get("/").text


def test_a_reporter_sees_the_own_duties_only(walk: Walk, visit: Callable[..., Client]):
    page = visit("mua-ngau.reporter").get("/").text
    assert "Nhập số liệu tháng 11/2026" in page
    assert "Xã Mưa Ngâu" in page
    assert "<b>UBND xã Mưa Ngâu</b>" in page
    assert "Sen Hồng" not in page
    assert "Đăng ký văn bản" not in page
    assert "0/2" in page, "none of the two periods was sent in time"
    assert "quá hạn 4 ngày" in page.partition("Báo cáo tháng 11/2026, hạn gửi")[2][:400]


def test_a_returned_report_says_so(walk: Walk, actor: Callable[..., object], visit: Callable[..., Client]):

    return_for_correction(
        submission_id=walk.id("sen-hong", NOVEMBER),
        reason="Đề nghị đối chiếu số người cai nghiện.",
        actor=actor("planner"),  # type: ignore[arg-type]
        at=AT,
    )
    assert "bị trả lại" in visit("sen-hong.reporter").get("/").text
    assert "1 báo cáo tháng 11/2026 đã trả lại" in visit("planner").get("/").text


def test_who_decides_sees_who_asks_for_more_time(
    walk: Walk, actor: Callable[..., object], visit: Callable[..., Client]
):
    number, wanted = walk.id("mua-ngau", NOVEMBER), date(2026, 12, 9)
    asker = actor("mua-ngau.reporter")
    ask_extension(submission_id=number, wanted_on=wanted, reason="Mất điện.", actor=asker, at=AT)  # type: ignore[arg-type]
    told = "Quyết định 1 đề nghị gia hạn báo cáo tháng 11/2026"
    page = visit("planner").get("/").text
    assert told in page
    assert "Mưa Ngâu xin đến 09/12/2026" in page
    assert "?bieu=xa-thang&amp;ky=2026-11%40nd09" in page
    assert told not in visit("mua-ngau.reporter").get("/").text
    assert told not in visit("chairman").get("/").text


def test_heads_see_what_waits_for_their_hand(walk: Walk, visit: Callable[..., Client]):
    october = walk.id("sen-hong", OCTOBER)
    walk.fill(october)
    assert "Xác nhận phần số liệu tháng 10/2026" in visit("sen-hong.police-head").get("/").text
    assert "Ký báo cáo tháng 10/2026" not in visit("sen-hong.chairman").get("/").text
    walk.confirm_all(october)
    assert "Ký báo cáo tháng 10/2026" in visit("sen-hong.chairman").get("/").text


def test_the_leader_sees_the_whole_but_nothing_to_close(walk: Walk, visit: Callable[..., Client]):
    page = visit("chairman").get("/").text
    assert "Kiểm tra, chốt" not in page
    assert "Chưa ghi nhận quyết định phân loại" in page
    assert "1/4 xã" in page


def test_the_administrator_sees_accounts(province: Province, visit: Callable[..., Client]):
    page = visit("admin").get("/").text
    assert "chưa đăng nhập lần nào" in page
    assert "Gửi báo cáo theo kỳ" not in page


@pytest.mark.parametrize("who", ["planner", "chairman", "health-reporter", "sen-hong.culture-head", "admin"])
def test_an_empty_system_has_a_desk_for_everybody(province: Province, visit: Callable[..., Client], who: str):
    assert visit(who).get("/").status_code == 200


@pytest.mark.parametrize(
    ("who", "first", "again"), [("planner", 51, 43), ("sen-hong.reporter", 36, 36), ("admin", 14, 14)]
)
def test_the_number_of_questions_is_fixed(walk: Walk, plan: int, visit, django_assert_num_queries, who, first, again):
    """The first time values are computed for the desk; then they are kept until something changes."""
    client = visit(who)
    client.get("/")  # what a process asks only once, it has asked now
    kept.forget()
    for questions in (first, again):
        with django_assert_num_queries(questions):
            client.get("/")


def test_a_department_finds_its_tasks_without_a_day(
    province: Province, plan: int, actor: Callable[[str], Actor], visit: Callable[..., Client]
):
    planner, client = actor("planner"), visit("health-reporter")
    assert "không có việc nào đang chờ" in client.get("/").text
    horizon = (date(2026, 1, 1), date(2030, 12, 31))
    plan_id = adopt_plan(document_id=plan, title="Kế hoạch 18", horizon=horizon, actor=planner, at=AT)
    duty = next(item for item in documents.document(planner, plan).suggestions if item.kind == "duty")
    adopt_suggestion(
        suggestion_id=duty.id,
        plan_id=plan_id,
        correction=TaskInput("Rà soát trạm y tế", leads=(province.agencies["health"],)),
        actor=planner,
        at=AT,
    )
    page = client.get("/").text
    assert "Rà soát trạm y tế" in page
    assert "không có thời hạn" in page
    assert "không có việc nào đang chờ" not in page


def test_what_is_late_comes_first_and_gives_the_headline():
    late = Chore("b", "", "", "", date(2026, 11, 1))
    soon = Chore("c", "", "", "", date(2026, 11, 30))
    some_day = Chore("a", "", "", "")
    assert chores.in_order([some_day, soon, late], ON) == (late, soon, some_day)
    assert chores.headline([some_day, soon, late], ON) == "Có 1 việc cần làm hôm nay"
    assert chores.headline([some_day, soon], ON) == "Có 2 việc đang chờ, chưa việc nào đến hạn"
    assert chores.headline([], ON) == "Hôm nay không có việc nào đang chờ"
    assert getattr(late.when(ON), "words", "") == "quá hạn 20 ngày"
    assert soon.when(ON) == "30/11/2026"
    assert some_day.when(ON) == ""


def test_a_new_system_tells_its_administrator_what_it_lacks():
    lacking = chores.system_to_fill(Found(oversees=False, accounts=1, lacks_communes=True))
    assert [chore.title for chore in lacking] == ["Nạp danh mục xã, phường", "Thêm người làm việc đầu tiên"]
    assert not chores.system_to_fill(Found(oversees=False, accounts=2))


def test_what_waits_for_a_second_person_comes_before_what_has_a_later_day():
    release = rules_to_release([ToRelease(7, "Theo Kế hoạch số 5", 3, "Kiểm tra quán bar")], ON)
    later = [Chore("Nhập số liệu", "", "Nhập", "/", ON + timedelta(days=1)), Chore("Gợi ý", "", "Mở", "/")]
    overdue = Chore("Ký báo cáo", "", "Ký", "/", ON - timedelta(days=2))
    ordered = chores.in_order([*later, *release, overdue], ON)
    assert [one.title for one in ordered] == [
        "Ký báo cáo", "Xem, ban hành biểu “Kiểm tra quán bar”", "Nhập số liệu", "Gợi ý",
    ]  # fmt: skip
    assert chores.headline(ordered, ON) == "Có 2 việc cần làm hôm nay"


def test_what_others_have_long_owed_is_one_line_a_kind_behind_ones_own():
    day, today = date(2025, 11, 15), AT.date()
    told = [
        NoticeView(
            "escalated", "", "overdue:xa-thang/2025-11@nd09", "4 đơn vị chưa gửi báo cáo tháng 11", day, day, True
        ),
        NoticeView("escalated", "", "overdue:xa-quy/2026-q2@nd09", "Sở Y tế chưa gửi báo cáo", today, day, True),
        NoticeView("escalated", "", "overdue_task:7/2026-11-01", "2 đơn vị chưa xong: rà soát", today, day, True),
    ]
    reports, task = escalated(told, today)
    assert reports.title == "2 kỳ báo cáo số liệu của cơ quan cấp dưới quá hạn nhiều ngày"
    assert reports.text == "Lâu nhất: 4 đơn vị chưa gửi báo cáo tháng 11"
    assert task.title == "2 đơn vị chưa xong: rà soát"
    own = Chore("Ký báo cáo", "", "Ký", "/", today + timedelta(days=9))
    assert in_order([*escalated(told, today), own], today)[0] is own
