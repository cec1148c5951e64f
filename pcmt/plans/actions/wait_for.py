"""Say that a task waits for another."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.models import TaskWait
from pcmt.plans.rules.waiting import leads_back


class CannotWait(Refusal):
    """This will say why a task does not wait for another."""

    code = "cannot_wait"


@transaction.atomic
def wait_for(*, task_id: int, on_task_id: int, actor: Actor, at: datetime) -> None:
    """This will note that a task can only be finished after another; pages tell it, reports stay free."""
    task = obtain_task(task_id, actor)
    policy.may_change("plans.wait_for", actor, agency_id=task.plan.agency_id).require()

    on = obtain_task(on_task_id, actor)
    if leads_back(TaskWait.objects.values_list("task_id", "on_id"), task.id, on.id):
        raise CannotWait(
            "Hai nhiệm vụ sẽ chờ lẫn nhau.",
            remedy="Xem nhiệm vụ kia đang chờ gì.",
            fields={"on": "Chọn nhiệm vụ khác."},
        )
    if task.waits.filter(on=on).exists():
        raise CannotWait("Nhiệm vụ đã chờ nhiệm vụ này.", fields={"on": "Chọn nhiệm vụ khác."})

    TaskWait.objects.create(task=task, on=on)

    record(action="plans.wait_for", subject=f"task:{task.id}", actor=actor, at=at, after={"waits_for": f"task:{on.id}"})
