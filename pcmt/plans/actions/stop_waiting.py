"""Say that a task waits for another no more."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.access import obtain_task


@transaction.atomic
def stop_waiting(*, task_id: int, on_task_id: int, actor: Actor, at: datetime) -> None:
    """This will take back that a task waits for another; NotFound where it does not."""
    task = obtain_task(task_id, actor)
    policy.may_change("plans.stop_waiting", actor, agency_id=task.plan.agency_id).require()

    held = task.waits.filter(on_id=on_task_id).first()
    if held is None:
        raise NotFound("Nhiệm vụ không chờ nhiệm vụ này.")

    held.delete()

    record(
        action="plans.stop_waiting",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"waits_for": f"task:{on_task_id}"},
    )
