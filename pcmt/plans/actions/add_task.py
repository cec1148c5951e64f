"""Add a task to a plan by hand, where no suggestion of its document holds it."""

from datetime import datetime

from django.db import transaction

from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan
from pcmt.plans.checking import refuse_unassignable
from pcmt.plans.keeping import CannotChange, ground_of, refuse_closed
from pcmt.plans.models import Task
from pcmt.plans.rules.inputs import TaskInput
from pcmt.plans.seating import seat
from pcmt.plans.states import START

LONGEST_LIMIT = 255


@transaction.atomic
def add_task(
    *, plan_id: int, said: TaskInput, item_id: int | None = None, anchor: str = "", actor: Actor, at: datetime
) -> int:
    """This will add a task, and return its identifier. anchor: the provision that asks for it, "" for none.

    It rests on the plan's document, before that is issued on the one that the plan carries out. Raises BadTask, and
    NotFound where the document has no such provision.
    """
    plan = obtain_plan(plan_id, "plans.add_task", actor)

    refuse_closed(plan)
    refuse_unassignable(said)
    if item_id is not None and not plan.items.filter(id=item_id).exists():
        raise CannotChange("Mục này không thuộc kế hoạch.", fields={"item": "Chọn một mục của kế hoạch này."})
    ground = ground_of(plan)
    path = documents.provision(ground, anchor).place if anchor else ""

    title = " ".join(said.title.split())
    task = Task.objects.create(
        plan=plan,
        item_id=item_id,
        title=title,
        quote=title,
        source_document_id=ground,
        anchor=anchor,
        path=path,
        due_on=said.due_on,
        within=said.within.strip()[:LONGEST_LIMIT],
        every=said.every,
        product=said.product.strip(),
        weight=said.weight,
        state=START,
    )
    seat(task, said)

    record(
        action="plans.add_task",
        subject=f"task:{task.pk}",
        actor=actor,
        at=at,
        after={
            "plan": plan.pk,
            "leads": list(said.leads),
            "supports": list(said.supports),
            "due_on": said.due_on.isoformat() if said.due_on else None,
        },
    )
    return task.pk
