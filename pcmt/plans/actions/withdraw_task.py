"""Withdraw a task that need not be done any more."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.actions.withdraw_target import CannotWithdraw
from pcmt.rulebook.queries import book


@transaction.atomic
def withdraw_task(*, task_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will take a task out of its plan, with the reason; only the plan's keeper may."""
    task = obtain_task(task_id, actor)
    policy.may_change("plans.withdraw_task", actor, agency_id=task.plan.agency_id).require()

    state = book().lifecycle("task").after(task.state, "withdraw_task")
    if not as_reason(reason):
        raise CannotWithdraw("Chưa nêu lý do rút nhiệm vụ.", fields={"reason": "Ghi căn cứ hoặc lý do."})

    before = task.state
    task.state = state
    task.save(update_fields=["state"])

    record(
        action="plans.withdraw_task",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": state},
        reason=as_reason(reason),
    )
