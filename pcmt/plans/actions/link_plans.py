"""Say that a plan has to do with another: the programme that it belongs to, what it is carried out with."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans.access import obtain_plan, seen_plans
from pcmt.plans.keeping import CannotChange, refuse_closed
from pcmt.plans.models import Plan, PlanLink


@transaction.atomic
def link_plans(*, plan_id: int, other_id: int, kind: str, actor: Actor, at: datetime) -> None:
    """This will link a plan to another, or give their link another kind; "" takes the link away.

    Raises CannotChange for a plan itself or one that is above or below it already, NotFound for what is not seen.
    """
    plan = obtain_plan(plan_id, "plans.link_plans", actor)

    refuse_closed(plan)
    other = Plan.objects.filter(seen_plans(actor), id=other_id).first()
    if other is None:
        raise NotFound("Không tìm thấy kế hoạch.")
    if kind and kind not in PlanLink.Kind.values:
        raise CannotChange("Loại liên kết không có trong danh mục.", fields={"kind": "Chọn một loại trong danh sách."})
    if other.pk in (plan.pk, plan.parent_id, plan.follows_id) or plan.pk in (other.parent_id, other.follows_id):
        raise CannotChange("Hai kế hoạch đã liên quan với nhau.", fields={"other": "Chọn kế hoạch khác."})

    held = PlanLink.objects.filter(plan=plan, other=other).first()
    before = held.kind if held else ""
    if kind:
        PlanLink.objects.update_or_create(plan=plan, other=other, defaults={"kind": kind})
    elif held:
        held.delete()

    record(
        action="plans.link_plans",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        before={"other": other.pk, "kind": before},
        after={"other": other.pk, "kind": kind},
    )
