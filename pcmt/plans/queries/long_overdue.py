"""Parts of tasks that are long overdue, for the job that tells the level above; asks for no actor."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pcmt.plans.counting import counted_once
from pcmt.plans.models import Task, TaskAgency
from pcmt.plans.states import OPEN


@dataclass(frozen=True)
class OverduePart:
    """A part that its agency has not done by its day; agency_id: whose it is."""

    task_id: int
    title: str
    agency_id: int
    due_on: date


def overdue_parts(until: date) -> tuple[OverduePart, ...]:
    """This will list the open parts of issued plans that were due by a day and keep their task open, by their day."""
    own = Q(due_on__lte=until) | Q(due_on=None, task__due_on__lte=until)
    parts = TaskAgency.objects.filter(own, agency__isnull=False, weight__gt=0, state__in=OPEN)
    rows = list(parts.filter(task__state__in=OPEN).select_related("task").order_by("task_id", "id"))
    counted = _counted({row.task_id for row in rows})
    found = [
        OverduePart(row.task_id, row.task.title, row.agency_id, day)
        for row in rows
        if row.task_id in counted and row.agency_id and (day := row.due_on or row.task.due_on)
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.task_id)))


def _counted(task_ids: Collection[int]) -> frozenset[int]:
    if not task_ids:
        return frozenset()
    return frozenset(counted_once(Task.objects.filter(id__in=task_ids)).values_list("id", flat=True))
