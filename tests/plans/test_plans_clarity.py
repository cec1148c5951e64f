"""Rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm, rõ thẩm quyền: what a task does not say is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.kernel.clock import WorkCalendar
from pcmt.plans import queries as plans
from pcmt.plans.models import Task
from pcmt.plans.rules.clarity import Around, day_within, unclear
from pcmt.plans.rules.task_answers import PartyView, TaskView
from tests.province import Province
from vanban.text import format_date

LEAD = PartyView(1, "Sở A", "lead", in_charge_id=5, due_on=date(2026, 12, 1))
CLEAR = TaskView(
    id=1, plan_id=1, plan_title="Kế hoạch", title="Lập năm điểm tư vấn cai nghiện", quote="", document_id=1,
    document_number="", document_label="", anchor="", place="", suggestion_id=None, state="todo", state_label="",
    tone="void", is_open=True, due_on=date(2026, 12, 1), every="", product="Quyết định", finished_on=None,
    leads=(LEAD,), supports=(), is_overdue=False,
)  # fmt: skip
AROUND = Around(frozenset({5}))


def aspects(task: TaskView, around: Around = AROUND) -> list[str]:
    return [one.aspect for one in unclear(task, around)]


def test_a_clear_task_says_everything():
    assert aspects(CLEAR) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"leads": ()}, ["who"]),
        ({"leads": (LEAD, PartyView(None, "các đơn vị", "lead"))}, ["who"]),
        ({"title": "Thực hiện"}, ["what"]),
        ({"leads": (LEAD, replace(LEAD, agency_id=2))}, ["what"]),
        ({"leads": tuple(replace(LEAD, agency_id=one, part="việc riêng") for one in (1, 2))}, []),
        ({"leads": tuple(replace(LEAD, agency_id=one, group="các xã") for one in (1, 2))}, []),
        ({"due_on": None, "leads": (replace(LEAD, due_on=None),)}, ["when"]),
        ({"due_on": None, "leads": (replace(LEAD, due_on=None),), "every": "month"}, ["when"]),
        ({"due_on": None, "leads": (replace(LEAD, due_on=None),), "within": "thường xuyên"}, ["when"]),
        ({"leads": (replace(LEAD, in_charge_id=None),)}, ["charge"]),
        ({"leads": (replace(LEAD, in_charge_id=6),)}, ["charge"]),
        ({"product": " "}, ["product"]),
        ({"leads": (replace(LEAD, is_asked=True),)}, ["power"]),
        ({"state": "done", "product": ""}, []),
    ],
)
def test_what_is_unclear_is_told(changes: dict[str, object], told: list[str]):
    assert aspects(replace(CLEAR, **changes)) == told  # type: ignore[arg-type]


def test_a_plan_that_nobody_keeps_has_nobody_to_accept():
    assert aspects(CLEAR, Around(frozenset({5}), has_keeper=False)) == ["power"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("10 ngày làm việc kể từ ngày nhận", date(2026, 11, 16)),
        ("trong vòng 05 ngày làm việc", date(2026, 11, 9)),
        ("trong thời hạn 15 ngày", date(2026, 11, 17)),
        ("sau 05 ngày", date(2026, 11, 9)),
        ("thường xuyên", None),
        ("trước Đại hội", None),
    ],
)
def test_a_limit_told_by_its_length_is_counted_out(words: str, day: date | None):
    start = date(2026, 11, 2)  # a Monday; the seventh is a Saturday
    assert day_within(words, start, WorkCalendar()) == day
    assert day_within(words, None, WorkCalendar()) is None


def test_what_is_unclear_stands_on_the_page_with_what_mends_it(
    visit: Callable[..., Client], task_id: int, province: Province
):
    page = visit("planner").get(reverse("plans.task", args=[task_id])).content.decode()
    assert "chưa rõ sản phẩm" in page
    assert reverse("plans.revise_task", args=[task_id]) in page
    Task.objects.filter(id=task_id).update(due_on=None, within="10 ngày làm việc kể từ ngày nhận được kế hoạch")
    view = plans.task(task_id)
    proposed = plans.proposed_day(view)
    assert proposed is not None
    page = visit("planner").get(reverse("plans.revise_task", args=[task_id]) + "?han=1").content.decode()
    assert format_date(proposed) in page
    assert "phân công" in visit("health-reporter").get(reverse("plans.task", args=[task_id])).content.decode()
