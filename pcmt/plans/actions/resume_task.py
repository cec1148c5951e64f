"""Take a task up again that was put off."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.parts import settle
from pcmt.rulebook.queries import book


@transaction.atomic
def resume_task(*, task_id: int, words: str = "", actor: Actor, at: datetime) -> None:
    """This will go on with a task where its parts stood; a day that has passed meanwhile makes it late again."""
    task = obtain_task(task_id, actor)
    policy.may_change("plans.resume_task", actor, agency_id=task.plan.agency_id).require()

    state = book().lifecycle("task").after(task.state, "resume_task")

    before = task.state
    task.state = state
    settle(task)

    record(
        action="plans.resume_task",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": task.state},
        reason=as_reason(words),
    )
