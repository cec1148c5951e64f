"""What a committee's work asks of agencies is told by mail: once when asked, by its day, and to the level above."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django import Settings

from pcmt.committee.actions.answer_review import answer_review
from pcmt.committee.actions.ask_review import ask_review
from pcmt.committee.actions.call_meeting import call_meeting
from pcmt.committee.actions.note_opinion import note_opinion
from pcmt.committee.actions.return_answer import return_answer
from pcmt.committee.queries import AgendaLine, AnswerInput, MeetingInput, OpinionInput, ReviewInput
from pcmt.documents.actions.register_document import register_document
from pcmt.jobs import reminding
from pcmt.jobs.reminding import send_mails, tell_what_is_due
from pcmt.notices.actions.choose import choose
from pcmt.notices.models import Notice
from pcmt.notices.rules.stages import KINDS
from pcmt.plans.actions.adopt_plan import adopt_plan
from tests.documents import papers
from tests.province import AT, Province

MONDAY, WEDNESDAY = AT.replace(day=23), AT.replace(day=25)  # AT is a Saturday, Tuesday the 24th a holiday
DUE = date(2026, 12, 10)
REVIEW = "Tổng kết thực hiện Kế hoạch năm 2026"
SECRET = "Làm rõ vì sao ba xã chưa có điểm tư vấn"


@pytest.fixture(autouse=True)
def _everybody_at_once(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(reminding, "MOST_PEOPLE", 1000)
    settings.MAIL_IS_ON = True


@pytest.fixture
def document_id(actor) -> int:
    """The plan as it came."""
    return register_document(data=papers.PLAN.encode(), name="kh.txt", actor=actor("planner"), at=AT)


@pytest.fixture
def review_id(document_id: int, province: Province, actor) -> int:
    """A review asked of the health department and a commune, due on the tenth of December."""
    horizon = (date(2026, 1, 1), date(2026, 12, 31))
    planner = actor("planner")
    plan_id = adopt_plan(document_id=document_id, title="Kế hoạch", horizon=horizon, actor=planner, at=AT)
    said = ReviewInput(REVIEW, "final", (date(2026, 1, 1), date(2026, 11, 20)), DUE)
    asked = [province.agencies["health"], province.communes["hoa-ban"].agencies["ubnd_xa"]]
    return ask_review(plan_id=plan_id, said=said, agency_ids=asked, actor=planner, at=AT)


def told(province: Province, username: str, kind: str = "asked") -> list[tuple[str, str]]:
    rows = Notice.objects.filter(user_id=province.users[username], kind=kind).order_by("id")
    return [(row.stage, row.title) for row in rows]


def mailed(actor, username: str, at: datetime) -> str:
    """The mail that goes to somebody on a day, "" where none does."""
    choose(by_mail=True, email="can-bo@pcmt.example", kinds=list(KINDS), actor=actor(username), at=at)
    mail.outbox.clear()
    tell_what_is_due(at)
    send_mails(at + timedelta(minutes=1))
    return mail.outbox[-1].body if mail.outbox else ""


def test_a_review_is_told_when_asked_before_its_day_and_no_more(review_id: int, province: Province, actor, visit):
    body = mailed(actor, "health-reporter", MONDAY)
    assert f"- Sơ kết, tổng kết: {REVIEW}: hạn 10/12/2026 (còn 17 ngày)" in body
    assert mailed(actor, "health-reporter", WEDNESDAY) == "", "nothing changed"
    tell_what_is_due(AT.replace(month=12, day=9))
    assert [stage for stage, _ in told(province, "health-reporter")] == ["asked", "before-1"]
    page = visit("health-reporter").get(reverse("notices.list")).content.decode()
    assert reverse("committee.review", args=[review_id]) in page
    assert told(province, "sen-hong.reporter") == [], "that commune was not asked"


def test_what_was_answered_is_not_told_and_what_came_back_is(review_id: int, province: Province, actor):
    health = province.agencies["health"]
    said = AnswerInput((), (("done_well", "Đã mở ba điểm tư vấn"),))
    answer_review(review_id=review_id, agency_id=health, said=said, actor=actor("health-reporter"), at=AT)
    tell_what_is_due(MONDAY)
    assert told(province, "health-reporter") == []
    return_answer(review_id=review_id, agency_id=health, reason="Nêu rõ xã nào", actor=actor("planner"), at=MONDAY)
    assert f"{REVIEW} (được trả lại)" in mailed(actor, "health-reporter", WEDNESDAY)
    thursday = WEDNESDAY + timedelta(days=1)
    assert mailed(actor, "health-reporter", thursday) == "", "it came back once"
    answer_review(review_id=review_id, agency_id=health, said=said, actor=actor("health-reporter"), at=thursday)
    return_answer(review_id=review_id, agency_id=health, reason="Vẫn thiếu", actor=actor("planner"), at=thursday)
    assert f"{REVIEW} (được trả lại)" in mailed(actor, "health-reporter", thursday + timedelta(days=1))


def test_the_head_above_hears_of_reviews_that_nobody_answered(review_id: int, province: Province, actor):
    tell_what_is_due(AT.replace(month=12, day=11))
    assert told(province, "chairman", "escalated") == []
    body = mailed(actor, "chairman", AT.replace(month=12, day=15))
    assert f"- 2 đơn vị chưa gửi báo cáo: {REVIEW[0].lower()}{REVIEW[1:]}: hạn 10/12/2026" in body
    assert mailed(actor, "chairman", AT.replace(month=12, day=16)) == ""


def test_a_leaders_words_stay_in_the_system(document_id: int, province: Province, actor):
    said = OpinionInput(
        about="document", about_id=document_id, post_id=province.posts["health-head"], said_on=AT.date(),
        words=SECRET, agency_ids=(province.agencies["health"],), due_on=date(2026, 11, 27),
    )  # fmt: skip
    note_opinion(said=said, actor=actor("planner"), at=AT)
    body = mailed(actor, "health-reporter", MONDAY)
    assert "Ý kiến chỉ đạo: hạn 27/11/2026" in body
    assert SECRET not in body


def test_a_meeting_is_told_before_it_is_held_and_never_overdue(province: Province, actor):
    said = MeetingInput(title="Phiên họp quý IV", held_on=date(2026, 11, 26), agenda=(AgendaLine("Thảo luận"),))
    call_meeting(committee_id=province.committee, said=said, actor=actor("planner"), at=AT)
    tell_what_is_due(MONDAY)
    assert told(province, "health-head") == [("before-3", "Họp: Phiên họp quý IV")]
    tell_what_is_due(WEDNESDAY)
    tell_what_is_due(AT.replace(day=27))
    assert [stage for stage, _ in told(province, "health-head")] == ["before-3", "before-1"]
