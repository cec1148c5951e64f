"""Begin an agency's own plan from the parts of the plan above it."""

from datetime import date, datetime

from django.db import transaction

from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.actions.begin_plan import begin_plan
from pcmt.plans.copying import copy_items, copy_targets, copy_tasks
from pcmt.plans.keeping import CannotChange
from pcmt.plans.models import Plan, PlanAsked
from pcmt.plans.rules.wording import carried_out


@transaction.atomic
def begin_plan_from(
    *, parent_id: int, title: str = "", horizon: tuple[date, date] | None = None, actor: Actor, at: datetime
) -> int:
    """This will begin a draft of the actor's agency with what the plan above gives it, and return its identifier.

    It takes over the parts under which something comes, the targets of which the agency's area was given a share, at
    that share, and the open tasks in which the agency stands; each keeps its sentence and says what it carries out.
    Where the agency was asked for its plan, the draft is the answer to come. Raises CannotChange where the agency has
    begun or issued one already.
    """
    parent = Plan.objects.filter(id=parent_id).first()
    own = agencies.agencies_by_id([actor.agency_id]).get(actor.agency_id) if actor.agency_id is not None else None
    made = begin_plan(
        title=title or (carried_out(parent.title, own.name) if parent and own else ""),
        kind=parent.kind if parent else Plan.Kind.ANNUAL,
        horizon=horizon or ((parent.horizon_from, parent.horizon_to) if parent else (date.min, date.min)),
        parent_id=parent_id,
        actor=actor,
        at=at,
    )

    plan = Plan.objects.select_related("parent").get(id=made)
    if own is None or plan.parent is None or plan.parent.agency_id == own.id:
        raise CannotChange("Kế hoạch này do chính cơ quan giữ; mở kế hoạch để sửa.", where=f"plan:{parent_id}")
    earlier = Plan.objects.filter(parent_id=parent_id, agency_id=own.id).exclude(id=made).exclude(state="discarded")
    if begun := earlier.first():
        raise CannotChange(
            "Cơ quan đã có kế hoạch thực hiện kế hoạch này.", where=f"plan:{begun.pk}", remedy="Mở kế hoạch đã có."
        )

    parts = copy_items(plan.parent, plan)
    targets = copy_targets(plan.parent, plan, area_id=own.area_id, parts=parts)
    tasks = copy_tasks(plan.parent, plan, agency_id=own.id, parts=parts)
    PlanAsked.objects.filter(plan_id=parent_id, agency_id=own.id).update(own_plan=plan)

    record(
        action="plans.begin_plan_from",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        after={"parent": parent_id, "items": len(parts), "targets": targets, "tasks": tasks},
    )
    return plan.pk
