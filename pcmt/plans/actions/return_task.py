"""Return parts of a task that were reported as done and are not."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.judging import judge, reason_given, waiting_parts
from pcmt.plans.models import TaskProgress
from pcmt.plans.parts import settle
from pcmt.plans.states import RETURNED


@transaction.atomic
def return_task(
    *, task_id: int, agency_ids: Collection[int] | None = None, reason: str, actor: Actor, at: datetime
) -> int:
    """This will give reported parts back, all or those of some agencies, with the reason, and return how many.

    Only the plan's keeper may, and nobody what they reported themselves. The deadline stays as it is.
    """
    task = obtain_task(task_id, actor)
    policy.may_change("plans.return_task", actor, agency_id=task.plan.agency_id).require()

    waiting = waiting_parts(task, "return_task", agency_ids, actor)
    reason = reason_given(reason, "Chưa nêu lý do trả lại.", "Ghi phần nào chưa đạt, cần bổ sung gì.")

    before = task.state
    for one in waiting:
        judge(one, TaskProgress.Verdict.RETURNED, reason, localdate(at))
        if one.part is not None:
            one.part.state, one.part.finished_on = RETURNED, None
            one.part.save(update_fields=["state", "finished_on"])
        else:
            task.state, task.finished_on = RETURNED, None
    settle(task)

    record(
        action="plans.return_task",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": task.state, "agencies": [one.report.agency_id for one in waiting]},
        reason=reason,
    )
    return len(waiting)
