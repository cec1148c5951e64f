"""Begin the plan that follows another: next year's from last year's, a campaign again."""

from datetime import date, datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan
from pcmt.plans.copying import copy_items, copy_open_tasks, copy_whole_targets
from pcmt.plans.keeping import CannotChange, ground_of, lifecycle, refuse_title
from pcmt.plans.models import Plan
from pcmt.plans.states import NOT_ISSUED


@transaction.atomic
def repeat_plan(*, plan_id: int, title: str, horizon: tuple[date, date], actor: Actor, at: datetime) -> int:
    """This will begin a draft for the days after a plan's end, and return its identifier.

    It takes over the parts, the targets that bind beyond the old plan's end, and the tasks that were not finished,
    these without their day; the old plan stays as it stands. Raises CannotChange where the days overlap the old plan's.
    """
    last = obtain_plan(plan_id, "plans.repeat_plan", actor)

    if last.state in NOT_ISSUED:
        raise CannotChange("Chỉ lặp lại kế hoạch đã ban hành.", where=f"plan:{plan_id}")
    if horizon[0] <= last.horizon_to or horizon[1] < horizon[0]:
        raise CannotChange(
            "Kế hoạch mới phải bắt đầu sau khi kế hoạch này hết thời kỳ.",
            fields={"horizon_from": f"Chọn năm sau {last.horizon_to.year}."},
        )
    said = refuse_title(title)

    plan = Plan.objects.create(
        title=said,
        kind=last.kind,
        horizon_from=horizon[0],
        horizon_to=horizon[1],
        parent_id=last.parent_id,
        follows=last,
        rests_on_id=ground_of(last),
        state=lifecycle().start,
        agency_id=last.agency_id,
    )
    parts = copy_items(last, plan)
    targets = copy_whole_targets(last, plan, parts=parts)
    tasks = copy_open_tasks(last, plan, parts=parts)

    record(
        action="plans.repeat_plan",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        after={"parent": plan_id, "items": len(parts), "targets": targets, "tasks": tasks},
    )
    return plan.pk
