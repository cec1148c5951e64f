"""Put a task off."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.judging import reason_given
from pcmt.rulebook.queries import book


@transaction.atomic
def pause_task(*, task_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will put a task off with the reason: nobody reports on it, and it is not late, until it is resumed."""
    task = obtain_task(task_id, actor)
    policy.may_change("plans.pause_task", actor, agency_id=task.plan.agency_id).require()

    state = book().lifecycle("task").after(task.state, "pause_task")
    reason = reason_given(reason, "Chưa nêu lý do tạm dừng.", "Ghi căn cứ, và khi nào làm tiếp.")

    before = task.state
    task.state = state
    task.save(update_fields=["state"])

    record(
        action="plans.pause_task",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": state},
        reason=reason,
    )
