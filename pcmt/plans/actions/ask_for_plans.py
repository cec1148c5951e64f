"""Ask agencies and communes for their own plans by a day."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan
from pcmt.plans.keeping import CannotChange
from pcmt.plans.models import PlanAsked
from pcmt.plans.rules.when import flaw_of_asking
from pcmt.plans.states import PLAN_ACTIVE


@transaction.atomic
def ask_for_plans(
    *, plan_id: int, agency_ids: Collection[int], due_on: date, actor: Actor, at: datetime
) -> tuple[int, ...]:
    """This will ask these agencies for their own plan by a day, and return those newly asked.

    One that was asked before gets the new day. Raises CannotChange where the plan is not in force, the day is past
    or outside the plan's own, or an agency is none of that day's register, or is the plan's own.
    """
    plan = obtain_plan(plan_id, "plans.ask_for_plans", actor)

    if plan.state != PLAN_ACTIVE:
        raise CannotChange("Chỉ giao xây dựng kế hoạch khi kế hoạch này đang thực hiện.")
    today = localdate(at)
    if flaw := flaw_of_asking(due_on, first=plan.horizon_from, last=plan.horizon_to, today=today):
        raise CannotChange("Hạn ban hành chưa dùng được.", fields={"due_on": flaw})
    wanted = set(agency_ids) - {plan.agency_id}
    if not wanted or len(agencies.agencies_by_id(wanted, today)) != len(wanted):
        raise CannotChange(
            "Chưa chọn cơ quan nào, hoặc có cơ quan không còn hoạt động.", fields={"agencies": "Chọn lại cơ quan."}
        )

    held = set(PlanAsked.objects.filter(plan=plan, agency_id__in=wanted).values_list("agency_id", flat=True))
    PlanAsked.objects.filter(plan=plan, agency_id__in=held).update(due_on=due_on)
    new = sorted(wanted - held)
    PlanAsked.objects.bulk_create(
        PlanAsked(plan=plan, agency_id=agency_id, due_on=due_on, asked_on=today) for agency_id in new
    )

    record(
        action="plans.ask_for_plans",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        after={"agencies": sorted(wanted), "due_on": due_on.isoformat()},
    )
    return tuple(new)
