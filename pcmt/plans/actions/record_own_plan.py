"""Note which registered plan of an agency carries out the plan that asked for it."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.access import seen_plans
from pcmt.plans.keeping import CannotChange
from pcmt.plans.models import Plan, PlanAsked


@transaction.atomic
def record_own_plan(*, plan_id: int, agency_id: int, own_plan_id: int, actor: Actor, at: datetime) -> None:
    """This will note that a plan answers what another asked of an agency; the plan above is then its parent.

    Whoever keeps either of the two may say so. Raises CannotChange where a plan would carry out itself.
    """
    held = Plan.objects.select_for_update(of=("self",)).filter(seen_plans(actor), id__in=(plan_id, own_plan_id))
    found = held.in_bulk() if policy.may_view(actor) else {}
    if len(found) != 2:
        raise NotFound("Không tìm thấy kế hoạch.")
    plan, own = found[plan_id], found[own_plan_id]
    kept = policy.may_change("plans.record_own_plan", actor, agency_id=plan.agency_id)
    (kept or policy.may_change("plans.record_own_plan", actor, agency_id=agency_id)).require()

    if plan.parent_id == own.pk:
        raise CannotChange("Kế hoạch cấp trên không thể thực hiện kế hoạch của cấp dưới.")

    own.parent = plan
    own.save(update_fields=["parent"])
    PlanAsked.objects.update_or_create(
        plan=plan,
        agency_id=agency_id,
        defaults={"own_plan": own},
        create_defaults={"own_plan": own, "due_on": localdate(at), "asked_on": localdate(at)},
    )

    record(
        action="plans.record_own_plan",
        subject=f"plan:{own.pk}",
        actor=actor,
        at=at,
        after={"parent": plan.pk, "agency": agency_id},
    )
