"""Give up a draft of a plan."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.plans.access import obtain_plan
from pcmt.plans.keeping import CannotChange, lifecycle
from pcmt.plans.models import PlanAsked


@transaction.atomic
def discard_plan(*, plan_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will give up a draft, with the reason; who was asked for it is asked again."""
    plan = obtain_plan(plan_id, "plans.discard_plan", actor)

    target = lifecycle().after(plan.state, "discard_plan")
    if not as_reason(reason):
        raise CannotChange("Chưa nêu lý do bỏ dự thảo.", fields={"reason": "Ghi lý do."})

    before, plan.state = plan.state, target
    plan.save(update_fields=["state"])
    PlanAsked.objects.filter(own_plan=plan).update(own_plan=None)

    record(
        action="plans.discard_plan",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target},
        reason=as_reason(reason),
    )
