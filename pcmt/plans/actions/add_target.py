"""Add a target to a plan by hand, where no suggestion of its document holds it."""

from datetime import datetime

from django.db import transaction

from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan
from pcmt.plans.checking import refuse_unmeasurable
from pcmt.plans.correcting import columns_of
from pcmt.plans.keeping import CannotChange, ground_of, refuse_closed
from pcmt.plans.models import Target
from pcmt.plans.rules.corrections import told_new
from pcmt.plans.rules.inputs import TargetInput


@transaction.atomic
def add_target(
    *, plan_id: int, said: TargetInput, item_id: int | None = None, anchor: str = "", actor: Actor, at: datetime
) -> int:
    """This will add a target, and return its identifier. anchor: the provision that sets it, "" for none.

    It rests on the plan's document, before that is issued on the one that the plan carries out. Raises BadTarget, and
    NotFound where the document has no such provision.
    """
    plan = obtain_plan(plan_id, "plans.add_target", actor)

    refuse_closed(plan)
    refuse_unmeasurable(said, at)
    if item_id is not None and not plan.items.filter(id=item_id).exists():
        raise CannotChange("Mục này không thuộc kế hoạch.", fields={"item": "Chọn một mục của kế hoạch này."})
    ground = ground_of(plan)
    path = documents.provision(ground, anchor).place if anchor else ""

    target = Target.objects.create(
        plan=plan,
        item_id=item_id,
        **columns_of(said),
        quote=said.subject.strip(),
        source_document_id=ground,
        anchor=anchor,
        path=path,
    )

    record(
        action="plans.add_target",
        subject=f"target:{target.pk}",
        actor=actor,
        at=at,
        after={"plan": plan.pk, **told_new(said)},
    )
    return target.pk
