"""Put a confirmed task right."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.checking import refuse_unassignable
from pcmt.plans.correcting import CannotRevise, refuse_correction, task_as_said
from pcmt.plans.learning import learn_names
from pcmt.plans.models import Correction, Task
from pcmt.plans.parts import settle
from pcmt.plans.rules.corrections import differing, told_task
from pcmt.plans.rules.inputs import TaskInput
from pcmt.plans.seating import reseat
from pcmt.plans.states import STANDING


@transaction.atomic
def revise_task(*, task_id: int, said: TaskInput, revision: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will put a task right; only the plan's keeper may.

    revision: how many corrections the person saw; where there are more by now, another hand was quicker and
    CannotRevise says so. The sentence of the document, and what agencies reported, stay as they are.
    """
    task = obtain_task(task_id, actor)
    policy.may_change("plans.revise_task", actor, agency_id=task.plan.agency_id).require()

    if task.state not in STANDING:
        raise CannotRevise("Nhiệm vụ này đã kết thúc hoặc đã rút, không sửa nữa.")
    refuse_unassignable(said)
    before, after = told_task(task_as_said(task)), told_task(said)
    refuse_correction(task, before, after, revision=revision, reason=reason)

    if said.due_on != task.due_on:  # one day for all again, whatever was granted to some before
        task.parties.update(due_on=None, missed_on=None)
        task.first_due_on = None
    _fill(task, said)
    reseat(task, said)
    settle(task)
    learn_names(said, learned_from=f"document:{task.source_document_id}", actor=actor, at=at)

    was, became = differing(before, after)
    entry = record(
        action="plans.revise_task",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before=was,
        after=became,
        reason=as_reason(reason),
    )
    Correction.objects.create(task=task, entry=entry, before=before, after=after)


def _fill(task: Task, said: TaskInput) -> None:
    told = told_task(said)
    task.title, task.within, task.product = told["title"], told["within"], told["product"]
    task.due_on, task.every, task.weight = said.due_on, said.every, said.weight
    task.save(update_fields=["title", "within", "product", "due_on", "first_due_on", "every", "weight"])
