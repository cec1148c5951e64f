"""Put a part of a plan right: its name, who leads it, what it belongs to."""

from datetime import datetime

from django.db import transaction

from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_item
from pcmt.plans.keeping import refuse_closed
from pcmt.plans.models import PlanItem
from pcmt.plans.rules.items import BadItem, ItemInput, check_items

DEEPEST = 5


@transaction.atomic
def revise_item(*, item_id: int, said: ItemInput, actor: Actor, at: datetime) -> None:
    """This will put a part right; where it comes from stays. Raises BadItem."""
    item = obtain_item(item_id, "plans.revise_item", actor)

    refuse_closed(item.plan)
    check_items([said])
    if said.lead is not None and not agencies.agencies_by_id([said.lead]):
        raise BadItem("Có cơ quan không còn trong danh mục.", fields={"lead": "Chọn lại cơ quan."})
    if said.parent is not None:
        _refuse_parent(item, said.parent)

    before = {"kind": item.kind, "lead": item.lead_id, "item": item.parent_id}
    item.kind, item.lead_id, item.parent_id = said.kind, said.lead, said.parent
    item.title, item.label = " ".join(said.title.split()), said.label.strip()[:64]
    item.save(update_fields=["kind", "lead", "parent", "title", "label"])

    record(
        action="plans.revise_item",
        subject=f"plan:{item.plan_id}",
        actor=actor,
        at=at,
        before={"item": item.pk, **before},
        after={"item": item.pk, "kind": item.kind, "lead": item.lead_id, "parent": item.parent_id},
    )


def _refuse_parent(item: PlanItem, parent_id: int) -> None:
    above = dict(PlanItem.objects.filter(plan_id=item.plan_id).values_list("pk", "parent_id"))
    at, steps = parent_id, 0
    if at not in above:
        raise BadItem("Mục bao trùm không thuộc kế hoạch này.", fields={"parent": "Chọn một mục của kế hoạch này."})
    while at is not None:
        steps += 1
        if at == item.pk or steps > DEEPEST:
            raise BadItem("Một mục không thuộc chính nó.", fields={"parent": "Chọn mục khác."})
        at = above[at]
