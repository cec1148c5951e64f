"""Accept parts of a task that were reported as done."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.judging import judge, waiting_parts
from pcmt.plans.models import TaskProgress
from pcmt.plans.parts import settle, turn
from pcmt.plans.states import FINISHED


@transaction.atomic
def accept_task(
    *, task_id: int, agency_ids: Collection[int] | None = None, words: str = "", actor: Actor, at: datetime
) -> int:
    """This will accept reported parts, all or those of some agencies, and return how many.

    Only the plan's keeper may, and nobody what they reported themselves. A part was done on the day of its report;
    where the task returns, the part begins anew for its next day.
    """
    task = obtain_task(task_id, actor)
    policy.may_change("plans.accept_task", actor, agency_id=task.plan.agency_id).require()

    waiting = waiting_parts(task, "accept_task", agency_ids, actor)
    words = as_reason(words)

    before = task.state
    for one in waiting:
        judge(one, TaskProgress.Verdict.ACCEPTED, words, localdate(at))
        if one.part is not None:
            turn(task, one.part)
        else:
            task.state = FINISHED
    settle(task)

    record(
        action="plans.accept_task",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": task.state, "agencies": [one.report.agency_id for one in waiting]},
        reason=words,
    )
    return len(waiting)
