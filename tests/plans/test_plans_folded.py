"""A plan of many tasks: folded under the headings of its document or by quarter, late ones in sight, none left out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from pcmt.documents.models import Provision
from pcmt.plans.models import Task
from pcmt.plans.rules.chapters import by_part, by_quarter
from pcmt.plans.rules.task_answers import TaskView
from tests.plans.test_plans_clarity import CLEAR
from tests.province import AT

MANY = 30


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def at(anchor: str, number: int = 1) -> TaskView:
    return replace(CLEAR, id=number, anchor=anchor)


def test_a_part_with_many_tasks_is_told_by_the_parts_below_it():
    few = [at("I.1.a"), at("II.1"), at("I.2")]
    assert [(part[1], len(many)) for part, many in by_part(few)] == [("I", 2), ("II", 1)]
    many = [*(at("IV.1.a", number) for number in range(15)), *(at("IV.2", number) for number in range(9)), at("IV")]
    assert [(part[1], len(found)) for part, found in by_part([at("I"), *many])] == [
        ("I", 1), ("IV.1", 15), ("IV.2", 9), ("IV", 1),
    ]  # fmt: skip
    alone = [at("IV", number) for number in range(40)]
    assert [(part[1], len(found)) for part, found in by_part(alone)] == [("IV", 40)], "what has no parts stays together"
    assert [part for part, _ in by_part([at("I"), replace(at("I"), document_id=2)])] == [(1, "I"), (2, "I")]


def test_quarters_begin_with_what_is_late_and_end_with_what_has_ended():
    late = replace(CLEAR, due_on=date(2026, 3, 1), is_overdue=True)
    ended = replace(CLEAR, is_open=False)
    undated = replace(CLEAR, due_on=None)
    found = by_quarter([ended, undated, replace(CLEAR, due_on=date(2027, 3, 31)), CLEAR, late])
    assert [(one.heading, one.late) for one in found] == [
        ("Quá hạn", 1), ("Quý I/2027", 0), ("Quý IV/2026", 0), ("Không ghi ngày", 0), ("Đã kết thúc", 0),
    ]  # fmt: skip


@pytest.fixture
def many(task_id: int) -> list[Task]:
    """The plan's task and so many more, half of them in the first part of its document, three of them late."""
    row = Task.objects.get(id=task_id)
    parts = list(Provision.objects.filter(document_id=row.source_document_id).order_by("order"))
    made = []
    for number in range(MANY):
        part = parts[0 if number % 2 else -1]
        more = Task.objects.get(id=task_id)
        more.pk, more.suggestion_id, more.title = None, None, f"Việc thứ {number} của kế hoạch này"
        more.anchor, more.path, more.due_on = part.anchor, part.path, date(2026, 2, 1) if number < 3 else None
        more.save(force_insert=True)
        made.append(more)
    return made


def test_many_tasks_are_folded_and_none_is_left_out(
    plan_id: int,
    many: list[Task],
    visit: Callable[[str], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
):
    client, address = visit("planner"), reverse("plans.plan", args=[plan_id])
    client.get(address)
    with django_assert_max_num_queries(27):
        page = client.get(address).text
    assert all(reverse("plans.task", args=[one.id]) in page for one in many)
    assert page.count('<details class="rest"') > 1
    assert '<details class="rest" open' not in page, "the late ones stand above"
    assert page.index("Nhiệm vụ quá hạn") < page.index("Việc thứ 2 ") < page.index('<details class="rest"')
    assert "3 quá hạn" in page
    whole = client.get(address, {"mo": "1"}).text
    assert whole.count('<details class="rest" open') == page.count('<details class="rest"')
    assert "Mở hết các mục" not in whole


def test_by_deadline_the_late_ones_are_the_first_fold_and_open(
    plan_id: int, many: list[Task], visit: Callable[[str], Client]
):
    page = visit("planner").get(reverse("plans.plan", args=[plan_id]), {"thu_tu": "han"}).text
    opened = page.index('<details class="rest" open')
    assert page[opened:].index("Quá hạn") < page[opened:].index("Việc thứ 0 ") < page[opened:].index("Không ghi ngày")
    assert page.count('<details class="rest" open') == 1


def test_a_tab_of_few_is_one_table(plan_id: int, many: list[Task], visit: Callable[[str], Client]):
    page = visit("planner").get(reverse("plans.plan", args=[plan_id]), {"trang_thai": "overdue"}).text
    assert '<details class="rest"' not in page
    assert "Việc thứ 2 " in page
    assert "Việc thứ 7 " not in page
