"""What a task's page asks beside the task: what it waits for, what is unclear, who could be in charge."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.clock import WorkCalendar
from pcmt.plans.access import seen_tasks
from pcmt.plans.models import Plan, TaskWait
from pcmt.plans.rules.clarity import Around, Unclear, day_within, unclear
from pcmt.plans.rules.task_answers import TaskView
from pcmt.plans.states import FINISHED, WITHDRAWN


@dataclass(frozen=True)
class WaitView:
    """A task beside another: one that it waits for, or that waits for it; `is_over` where nothing is left of it."""

    task_id: int
    title: str
    is_over: bool


def waits(actor: Actor, task_id: int) -> tuple[tuple[WaitView, ...], tuple[WaitView, ...]]:
    """This will tell what a task waits for and what waits for it, among what the actor may see."""
    own = seen_tasks(actor)
    ahead = TaskWait.objects.filter(task_id=task_id, on__in=own).select_related("on")
    behind = TaskWait.objects.filter(on_id=task_id, task__in=own).select_related("task")
    over = (FINISHED, WITHDRAWN)
    return (
        tuple(WaitView(row.on_id, row.on.title, row.on.state in over) for row in ahead),
        tuple(WaitView(row.task_id, row.task.title, row.task.state in over) for row in behind),
    )


def unclear_in(tasks: Iterable[TaskView], on: date) -> dict[int, tuple[Unclear, ...]]:
    """This will tell what each of some tasks does not say, in two questions; clear ones are left out."""
    rows = list(tasks)
    named = {party.in_charge_id for task in rows for party in task.leads if party.in_charge_id}
    held = agencies.posts_held(named, on) if named else frozenset()
    kept = set(Plan.objects.filter(id__in={task.plan_id for task in rows}, agency=None).values_list("id", flat=True))
    found = {task.id: unclear(task, Around(held, task.plan_id not in kept)) for task in rows}
    return {task_id: told for task_id, told in found.items() if told}


def proposed_day(task: TaskView) -> date | None:
    """This will count out the day of a limit that the document tells by its length, from the document's arrival.

    Of what did not come in, from the day it was issued; None where a day was set, or nothing can be counted.
    """
    if task.due_on is not None or not task.within:
        return None
    head = documents.labels([task.document_id])[task.document_id]
    return day_within(task.within, head.arrived_on or head.issued_on, WorkCalendar())
