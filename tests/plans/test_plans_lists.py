"""Tasks by pages, in columns and over time: each once, what presses first, questions that do not grow."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.kernel.actor import Actor, Grant, Scope
from pcmt.plans import queries as plans
from pcmt.plans.models import Task, TaskAgency
from pcmt.plans.queries import Wish
from pcmt.plans.rules.standing import Standing
from pcmt.plans.rules.timeline import timeline
from tests.province import Province

ON = date(2026, 11, 21)
STATES = ("todo", "doing", "reported", "returned", "paused", "done", "withdrawn")


@pytest.fixture
def many(task_id: int, province: Province) -> list[int]:
    """A hundred more tasks of the health department, in every state, some without a day."""
    first = Task.objects.get(id=task_id)
    rows = [
        Task(
            plan=first.plan, title=f"Nhiệm vụ {number}", quote="", source_document=first.source_document,
            state=STATES[number % 7], due_on=None if number % 5 == 0 else ON + timedelta(days=number % 40 - 20),
        )
        for number in range(100)
    ]  # fmt: skip
    made = Task.objects.bulk_create(rows)
    TaskAgency.objects.bulk_create(
        TaskAgency(task=task, agency_id=province.agencies["health"], role="lead", state=task.state) for task in made
    )
    return [task.id for task in made]


def walked(actor: Actor, wish: Wish, size: int) -> list[plans.TaskView]:
    found, after = [], ""
    while True:
        page = plans.task_page(actor, wish, ON, after=after, size=size)
        found += page.tasks
        if not page.onward:
            return found
        after = page.onward


def test_pages_give_every_task_once_what_presses_first(many: list[int], task_id: int, actor: Callable[[str], Actor]):
    planner = actor("planner")
    found = walked(planner, Wish(), 7)
    assert len(found) == len({view.id for view in found}) == plans.standing_counts(planner, Wish(), ON)[""]
    assert [view.id for view in found] == [view.id for view in walked(planner, Wish(), 1000)]
    standing = [view.state != "done" for view in found]
    assert standing == sorted(standing, reverse=True)
    days = [view.due_on or date.max for view in found if view.state != "done"]
    assert days == sorted(days)
    assert plans.task_page(planner, Wish(), ON, after="x~y").tasks == plans.task_page(planner, Wish(), ON).tasks


@pytest.mark.parametrize("standing", plans.STANDINGS)
def test_a_tab_holds_as_many_as_it_says(standing: str, many: list[int], actor: Callable[[str], Actor]):
    found = walked(actor("planner"), Wish(standing=standing), 9)
    assert len(found) == plans.standing_counts(actor("planner"), Wish(standing=standing), ON)[standing] > 0


def test_pages_show_what_one_may_see_and_asked_for(
    many: list[int], shared_task_id: int, plan_id: int, actor: Callable[[str], Actor], province: Province
):
    commune = province.communes["sen-hong"].agencies["ubnd_xa"]
    scope = Scope(agencies=frozenset({commune}), areas=frozenset())
    narrow = Actor("x", 1, 1, 1, commune, None, grants=(Grant("plans.view", "narrow", scope),))
    assert [view.id for view in plans.task_page(narrow, Wish(), ON).tasks] == [shared_task_id]
    assert plans.standing_counts(Actor("nobody"), Wish(), ON)[""] == 0
    soon = walked(actor("planner"), Wish(until=ON, plan_id=plan_id), 50)
    assert soon
    assert all(view.due_on and view.due_on <= ON for view in soon)
    assert walked(actor("planner"), Wish(plan_id=plan_id + 1), 50) == []


def test_the_board_has_each_task_in_one_column(
    many: list[int], actor: Callable[[str], Actor], django_assert_max_num_queries
):
    planner = actor("planner")
    with django_assert_max_num_queries(15):
        columns = plans.task_board(planner, Wish(), ON)
    assert sum(one.count for one in columns) == plans.standing_counts(planner, Wish(), ON)[""]
    assert all(view.is_overdue for view in columns[0].tasks)
    assert not any(view.is_overdue for one in columns[1:] for view in one.tasks)


def test_table_and_board_count_by_one_rule(many: list[int], plan_id: int, actor: Callable[[str], Actor]):
    planner = actor("planner")
    counts = plans.standing_counts(planner, Wish(), ON)
    columns = {one.standing: one.count for one in plans.task_board(planner, Wish(), ON)}
    assert columns == {column: counts[column] for column in columns}
    every = plans.tasks(planner, plan_id=plan_id, on=ON)
    told = Counter(plans.column_of(view.state, view.due_on, ON) for view in every)
    assert columns == {column: told[column] for column in columns}
    assert counts["to_judge"] >= counts["reported"] > 0


def test_questions_do_not_grow(many: list[int], actor: Callable[[str], Actor], django_assert_max_num_queries):
    planner = actor("planner")
    for size in (5, 90):
        with django_assert_max_num_queries(11):
            plans.task_page(planner, Wish(), ON, size=size)


def test_lists_board_and_time_are_pages(many: list[int], plan_id: int, visit: Callable[..., Client]):
    client = visit("health-reporter")
    page = client.get(reverse("plans.tasks")).content.decode()
    assert "Xem tiếp" in page
    assert "Nhiệm vụ 1" in page
    narrowed = client.get(reverse("plans.tasks"), {"trang_thai": "paused", "han": "thang", "ke_hoach": str(plan_id)})
    assert narrowed.status_code == 200
    board = client.get(reverse("plans.board")).content.decode()
    assert board.count('class="column ') == len(plans.task_board(Actor("x"), Wish(), ON))
    drawn = client.get(reverse("plans.timeline", args=[plan_id])).content.decode()
    assert drawn.count('class="due"') > 50
    empty = visit("sen-hong.reporter").get(reverse("plans.board")).content.decode()
    assert "Không có nhiệm vụ nào ở đây" in empty


def test_a_plan_is_drawn_over_its_time_and_counted_by_weight(task_id: int):
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    held = Standing("doing", "Đang thực hiện", "on")
    base = replace(plans.task(task_id), standing=held, due_on=date(2026, 7, 2))
    light, heavy = replace(base, state="done", weight=1), replace(base, weight=3)
    drawn = timeline([light, heavy], first, last, date(2026, 7, 2))
    assert (drawn.percent, drawn.today, drawn.rows[0].days) == (25, 500, (500,))
    assert [head.label for head in drawn.heads] == [f"T{month}" for month in range(1, 13)]
    monthly = timeline([replace(base, every="month")], first, last, date(2027, 1, 1))
    assert (len(monthly.rows[0].days), monthly.today) == (6, None)
    years = timeline([replace(base, due_on=None)], first, date(2030, 12, 31), first)
    assert ([head.label for head in years.heads], years.rows[0].days) == (["2026", "2027", "2028", "2029", "2030"], ())
    outside = timeline([replace(base, due_on=date(2031, 1, 1))], first, last, first)
    assert outside.rows[0].days == (1000,)
