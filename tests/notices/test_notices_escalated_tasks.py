"""Tasks that are long overdue reach the head of the level above, once, in the mail of the day."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django import Settings

from pcmt.agencies import queries as agencies
from pcmt.documents.actions.register_document import register_document
from pcmt.jobs import reminding
from pcmt.jobs.reminding import send_mails, tell_what_is_due
from pcmt.notices import queries
from pcmt.notices.actions.choose import choose
from pcmt.notices.models import Notice
from pcmt.notices.rules.stages import KINDS
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.pause_task import pause_task
from pcmt.plans.actions.return_task import return_task
from pcmt.plans.queries import TaskInput
from tests.documents import papers
from tests.province import AT, Province

DUE = date(2026, 11, 30)  # a Monday
EARLY, LATE = AT.replace(month=12, day=4), AT.replace(month=12, day=7)
TITLE = "Mở điểm tư vấn tại các xã"


@pytest.fixture(autouse=True)
def _everybody_at_once(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(reminding, "MOST_PEOPLE", 1000)
    settings.MAIL_IS_ON = True
    settings.PUBLIC_ADDRESS = "https://pcmt.example"


@pytest.fixture
def task_id(province: Province, actor) -> int:
    """A task of the health department, due on the last of November."""
    planner = actor("planner")
    document_id = register_document(data=papers.PLAN.encode(), name="kh.txt", actor=planner, at=AT)
    horizon = (date(2026, 1, 1), date(2026, 12, 31))
    plan_id = adopt_plan(document_id=document_id, title="Kế hoạch", horizon=horizon, actor=planner, at=AT)
    said = TaskInput(title=TITLE, leads=(province.agencies["health"],), due_on=DUE, product="Điểm tư vấn")
    return add_task(plan_id=plan_id, said=said, actor=planner, at=AT)


def escalated(province: Province) -> list[str]:
    """What was escalated, to whoever it was."""
    rows = Notice.objects.filter(kind="escalated", subject__startswith="overdue_task")
    return [row.title for row in rows.order_by("id")]


def test_the_head_above_hears_of_it_after_the_days_of_the_rulebook(task_id: int, province: Province, actor, visit):
    chairman = actor("chairman")
    assert agencies.agencies_by_id([province.agencies["health"]])[province.agencies["health"]].parent_id == (
        chairman.agency_id
    )
    choose(by_mail=True, email="lanh-dao@pcmt.example", kinds=list(KINDS), actor=chairman, at=AT)
    tell_what_is_due(EARLY)
    assert escalated(province) == []
    tell_what_is_due(LATE)
    assert escalated(province) == [f"Sở Y tế chưa xong: {TITLE}"]
    (one,) = queries.unseen(chairman, "escalated")
    assert one.due_on == DUE
    assert send_mails(LATE + timedelta(minutes=1)) == 1
    assert TITLE in mail.outbox[-1].body
    assert reverse("plans.task", args=[task_id]) in visit("chairman").get(reverse("notices.list")).content.decode()
    tell_what_is_due(LATE + timedelta(days=1))
    assert len(escalated(province)) == 1


@pytest.mark.parametrize("step", ["done", "paused"])
def test_what_is_reported_or_put_off_is_not_escalated(step: str, task_id: int, province: Province, actor):
    if step == "done":
        finish_task(task_id=task_id, words="Xong", actor=actor("health-head"), at=AT)
    else:
        pause_task(task_id=task_id, reason="Chờ kinh phí", actor=actor("planner"), at=AT)
    tell_what_is_due(LATE)
    assert escalated(province) == []
    assert plans.overdue_parts(LATE.date()) == ()


def test_a_returned_report_is_told_its_agency_once_each_time(task_id: int, province: Province, actor):
    def told() -> list[str]:
        return [one.title for one in queries.unseen(actor("health-reporter"), "task") if "trả lại" in one.title]

    reporter, planner = actor("health-reporter"), actor("planner")
    choose(by_mail=True, email="so-y-te@pcmt.example", kinds=list(KINDS), actor=reporter, at=AT)
    for turn, day in enumerate((20, 24), 1):
        at = AT.replace(month=11, day=day, hour=9)
        finish_task(task_id=task_id, words="Đã mở hai điểm", actor=actor("health-head"), at=at)
        return_task(task_id=task_id, reason="Thiếu danh sách điểm", actor=planner, at=at)
        for later in (3, 4):
            tell_what_is_due(at + timedelta(days=later))
        assert told() == [f"Bị trả lại: {TITLE}"] * turn
    assert send_mails(at + timedelta(days=5)) >= 1
    assert any(
        f"Bị trả lại: {TITLE}: hạn 30/11/2026" in one.body for one in mail.outbox if one.to == ["so-y-te@pcmt.example"]
    )
    finish_task(task_id=task_id, words="Đủ danh sách", actor=actor("health-head"), at=at + timedelta(days=6))
    tell_what_is_due(at + timedelta(days=7))
    assert len(told()) == 2
