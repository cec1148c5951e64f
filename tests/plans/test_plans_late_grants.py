"""More time that was asked for too late: it gives a new day, and does not undo that the old one was missed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_task import accept_task
from pcmt.plans.actions.ask_extension import ask_extension
from pcmt.plans.actions.decide_extension import decide_extension
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.models import Task
from pcmt.plans.queries import column_of
from pcmt.plans.rules.rolling import Part, rolled
from pcmt.rulebook.queries import book

AS = Callable[[str], Actor]
DUE, LATER = date(2026, 11, 30), date(2026, 12, 20)


def extended(task_id: int, actor: AS, asked_at: datetime) -> None:
    asked = ask_extension(
        task_id=task_id, wanted_on=LATER, reason="Chờ kinh phí", actor=actor("health-head"), at=asked_at
    )
    decide_extension(extension_id=asked, granted_on=LATER, answer="Đồng ý", actor=actor("planner"), at=asked_at)


def ended(task_id: int, actor: AS, at: datetime) -> plans.TaskView:
    finish_task(task_id=task_id, words="Xong", actor=actor("health-head"), at=at)
    accept_task(task_id=task_id, actor=actor("planner"), at=at)
    return plans.task(task_id, at.date())


def test_asked_in_time_the_later_day_counts(task_id: int, actor: AS, at: datetime):
    extended(task_id, actor, at)
    assert plans.task(task_id, DUE).missed_on is None
    view = ended(task_id, actor, at + timedelta(days=20))
    assert (view.standing and view.standing.code, view.leads[0].standing and view.leads[0].standing.code) == (
        "in_time", "in_time",
    )  # fmt: skip


def test_asked_when_it_was_late_it_stays_late(task_id: int, actor: AS, at: datetime):
    asked_at = at + timedelta(days=15)
    extended(task_id, actor, asked_at)
    (told,) = plans.extensions(task_id)
    assert told.is_late
    view = plans.task(task_id, asked_at.date())
    assert (view.due_on, view.missed_on, view.standing and view.standing.code) == (LATER, DUE, "granted_late")
    (timing,) = plans.task_timings(DUE, DUE, asked_at.date())
    assert (timing.id, timing.is_on_time, timing.is_waiting(asked_at.date())) == (task_id, False, False)
    assert plans.task_timings(LATER, LATER, asked_at.date()) == ()
    view = ended(task_id, actor, asked_at + timedelta(days=1))
    assert view.standing is not None
    assert (view.standing.code, view.finished_on, view.missed_on) == ("finished_late", date(2026, 12, 7), DUE)
    (timing,) = plans.task_timings(DUE, DUE, LATER)
    assert not timing.is_on_time


def test_a_province_may_forgive(task_id: int, actor: AS, at: datetime, monkeypatch: pytest.MonkeyPatch):
    held = book()
    forgiving = replace(held, tasks=replace(held.tasks, late_stays_late=False))
    monkeypatch.setattr("pcmt.plans.actions.decide_extension.book", lambda: forgiving)
    extended(task_id, actor, at + timedelta(days=15))
    assert plans.task(task_id, LATER).missed_on is None


def test_a_whole_is_judged_by_the_part_that_missed_its_day():
    done = date(2026, 12, 7)
    missed = Part("done", 1, due_on=LATER, finished_on=done, missed_on=DUE)
    in_time = Part("done", 1, due_on=DUE, finished_on=DUE)
    told = rolled([missed, in_time], state="done", due_on=DUE)
    assert (told.due_on, told.finished_on, told.missed_on) == (DUE, done, DUE)


def test_the_keeper_is_warned_and_the_page_says_so(task_id: int, actor: AS, visit: Callable[..., Client], at: datetime):
    Task.objects.filter(id=task_id).update(due_on=at.date() - timedelta(days=3))
    client = visit("planner")
    asked = ask_extension(task_id=task_id, wanted_on=LATER, reason="Chờ", actor=actor("health-head"), at=at)
    assert "xin khi đã quá hạn" in client.get(reverse("plans.task", args=[task_id])).content.decode()
    decide_extension(extension_id=asked, granted_on=LATER, answer="", actor=actor("planner"), at=at)
    shown = client.get(reverse("plans.task", args=[task_id])).content.decode()
    assert "vẫn tính quá hạn" in shown
    assert "đã quá hạn, được gia hạn" in shown


@pytest.mark.parametrize(
    ("state", "days", "column"),
    [
        ("todo", -1, "overdue"),
        ("returned", -1, "overdue"),
        ("returned", 0, "returned"),
        ("reported", -1, "reported"),
        ("paused", -1, "paused"),
        ("withdrawn", -1, ""),
    ],
)
def test_a_task_stands_in_one_column(state: str, days: int, column: str):
    assert column_of(state, DUE + timedelta(days=days), DUE) == column
