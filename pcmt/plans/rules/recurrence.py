"""On which days a task that returns is due: "báo cáo trước ngày 15/12 hằng năm"."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pcmt.plans.rules.task_answers import TaskView

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "semester": 6, "year": 12}


@dataclass(frozen=True)
class Deadline:
    """A day on which a task is due: its own, or (`returns`) one of those that follow from how often it returns."""

    task: TaskView
    day: date
    returns: bool


def deadlines(tasks: Iterable[TaskView], first: date, last: date) -> tuple[Deadline, ...]:
    """This will list the days between two, both included, on which open tasks are due; those without a day are not."""
    found = [
        Deadline(task, day, returns=day != task.due_on)
        for task in tasks
        if task.is_open and task.due_on is not None
        for day in occurrences(task.due_on, task.every, first, last)
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.task.id)))


def own_parts(tasks: Iterable[TaskView], agency_ids: Collection[int], on: date) -> list[TaskView]:
    """This will give the tasks in which some agencies still have something to do, each with the first of their days."""
    found = []
    for task in tasks:
        open_parts = [part for part in task.parties if part.agency_id in agency_ids and part.is_open]
        if task.is_open and open_parts:
            day = min((part.due_on for part in open_parts if part.due_on), default=None)
            found.append(replace(task, due_on=day, is_overdue=day is not None and day < on))
    return found


def occurrences(due_on: date, every: str, first: date, last: date) -> tuple[date, ...]:
    """This will give the days of a deadline between two; in a month that lacks its day, the month's last."""
    if every not in MONTHS:
        return (due_on,) if first <= due_on <= last else ()
    return tuple(day for day in _returning(due_on, MONTHS[every], first, last) if first <= day <= last)


def next_day(first_due_on: date, every: str, after: date) -> date | None:
    """This will give the first day of a task that returns after another day; None where it does not return.

    first_due_on: the day from which the days are counted, so that the 31st comes back after a shorter month.
    """
    if every not in MONTHS:
        return None
    year_on = date(after.year + 2, 1, 1)  # no task returns more seldom than once a year
    return next((day for day in _returning(first_due_on, MONTHS[every], after, year_on) if day > after), None)


def _returning(due_on: date, months: int, first: date, last: date) -> Iterator[date]:
    passed = (first.year - due_on.year) * 12 + first.month - due_on.month
    turn = max(passed // months, 0)
    while (day := _moved(due_on, turn * months)) <= last:
        yield day
        turn += 1


def _moved(day: date, months: int) -> date:
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
