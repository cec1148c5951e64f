"""Name the agencies that lead in many targets of a plan at once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan
from pcmt.plans.actions.name_lead import CannotName, name_lead
from pcmt.plans.models import Target


@transaction.atomic
def name_leads(*, plan_id: int, leads: Mapping[int, int | None], actor: Actor, at: datetime) -> int:
    """This will name who leads in each of these targets of a plan, None for nobody, and return how many were changed.

    All or none; who leads already stays. Raises CannotName where a target is none of this plan's in force.
    """
    plan = obtain_plan(plan_id, "plans.name_leads", actor)

    held = dict(Target.objects.filter(plan=plan, state=Target.State.ACTIVE).values_list("id", "lead_id"))
    if unknown := leads.keys() - held.keys():
        raise CannotName(
            f"{len(unknown)} chỉ tiêu không còn trong kế hoạch này.", remedy="Tải lại trang rồi chọn lại cơ quan."
        )
    changed = {key: agency_id for key, agency_id in leads.items() if agency_id != held[key]}

    for key, agency_id in changed.items():
        name_lead(target_id=key, agency_id=agency_id, actor=actor, at=at)

    if changed:
        record(
            action="plans.name_leads", subject=f"plan:{plan.pk}", actor=actor, at=at, after={"changed": len(changed)}
        )
    return len(changed)
