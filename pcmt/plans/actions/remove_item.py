"""Take a part out of a plan."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_item
from pcmt.plans.keeping import CannotChange, refuse_closed


@transaction.atomic
def remove_item(*, item_id: int, actor: Actor, at: datetime) -> None:
    """This will take out a part; its targets and tasks hang under the plan itself again.

    Raises CannotChange while it holds parts or money of its own: these are moved or taken out first.
    """
    item = obtain_item(item_id, "plans.remove_item", actor)

    refuse_closed(item.plan)
    if item.children.exists() or item.budget.exists():
        raise CannotChange(
            "Mục này còn mục con hoặc kinh phí.", remedy="Xóa hoặc chuyển mục con, xóa dòng kinh phí trước."
        )

    kind, plan_id = item.kind, item.plan_id
    item.delete()

    record(
        action="plans.remove_item",
        subject=f"plan:{plan_id}",
        actor=actor,
        at=at,
        before={"item": item_id, "kind": kind},
    )
