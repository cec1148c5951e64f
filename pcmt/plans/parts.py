"""Parts of tasks: whose turn it is, what stands of them, and the task told anew from them after each step."""

from collections.abc import Collection, Mapping

from pcmt.kernel.refusal import NotFound
from pcmt.plans.models import Task, TaskAgency
from pcmt.plans.rules.returning import next_day
from pcmt.plans.rules.rolling import Part, rolled
from pcmt.plans.states import FINISHED, PAUSED, START, WITHDRAWN
from pcmt.rulebook.queries import book

WHOLE = (PAUSED, WITHDRAWN)
"""States of the whole task, which hold for every part of it."""


def part_of(task: Task, agency_id: int) -> TaskAgency:
    """This will give an agency's part of a task; NotFound where it has none."""
    found = task.parties.filter(agency_id=agency_id).first()
    if found is None:
        raise NotFound("Cơ quan này không có phần việc trong nhiệm vụ.")
    return found


def parts_that_count(task: Task) -> list[TaskAgency]:
    """This will list the parts of registered agencies that must be done for the task to be done."""
    return list(task.parties.filter(agency__isnull=False, weight__gt=0))


def moved(task: Task, part: TaskAgency | None, move: str) -> str:
    """This will give the state that a move leads a part to; CannotMove where it or the whole task does not allow it.

    part: None for a task in which nobody is registered; then the task itself is moved.
    """
    held = task.state if part is None or task.state in WHOLE else part.state
    return book().lifecycle("task").after(held, move)


def settle(task: Task) -> None:
    """This will tell a task anew from its parts and save it; called after each step, the task locked."""
    if task.state in WHOLE:
        return
    counted = [
        Part(part.state, part.weight, due_on=part.due_on, finished_on=part.finished_on, missed_on=part.missed_on)
        for part in parts_that_count(task)
    ]
    found = rolled(counted, state=task.state, due_on=task.due_on)
    if counted:
        task.finished_on, task.missed_on = found.finished_on, found.missed_on
    task.state, task.due_on = found.state, found.due_on
    task.save(update_fields=["state", "due_on", "finished_on", "missed_on"])
    for copy in task.carried_by.filter(plan__parent_id=task.plan_id).exclude(state__in=WHOLE):
        _follow(copy, {part.agency_id or 0: part for part in task.parties.filter(agency__isnull=False)})


def _follow(copy: Task, parts: Mapping[int, TaskAgency]) -> None:
    """Let the same duty in an agency's own plan stand as its part in the plan above, where it is reported."""
    for own in copy.parties.filter(agency_id__in=parts):
        above = parts[own.agency_id or 0]
        own.state, own.finished_on, own.missed_on = above.state, above.finished_on, above.missed_on
        own.save(update_fields=["state", "finished_on", "missed_on"])
    settle(copy)


def turn(task: Task, part: TaskAgency) -> None:
    """This will end a part that was accepted or, where its task returns, begin it anew for its next day.

    The last day is the plan's. The task's settling follows.
    """
    held = part.due_on or task.due_on
    anew = next_day(task.first_due_on or task.due_on or held, task.every, held) if held else None
    if anew is None or anew > task.plan.horizon_to:
        part.state = FINISHED
        part.save(update_fields=["state"])
        return
    fix_first_day(task)
    fix_days(task, {part.agency_id} if part.agency_id else set())
    part.state, part.due_on, part.finished_on, part.missed_on = START, anew, None, None
    part.save(update_fields=["state", "due_on", "finished_on", "missed_on"])


def fix_first_day(task: Task) -> None:
    """This will note the day from which those of a returning task are counted, before its day moves on."""
    if task.every and task.first_due_on is None:
        task.first_due_on = task.due_on
        task.save(update_fields=["first_due_on"])


def fix_days(task: Task, apart_from: Collection[int]) -> None:
    """This will write the task's day into the parts that follow it, before the day of one part is moved.

    apart_from: the agencies whose day is moved.
    """
    task.parties.filter(due_on=None).exclude(agency_id__in=apart_from).update(due_on=task.due_on)
