"""On which days open tasks are due, each of its days of one that returns; and the days of some agencies' parts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from pcmt.plans.rules.returning import occurrences
from pcmt.plans.rules.task_answers import TaskView


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
