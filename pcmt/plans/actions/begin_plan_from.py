"""Begin an agency's own plan from the parts of the plan above it."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans import policy
from pcmt.plans.actions.begin_plan import begin_plan
from pcmt.plans.beginning import commune_of
from pcmt.plans.copying import copy_items, copy_targets, copy_tasks, items_of_shares
from pcmt.plans.keeping import CannotChange
from pcmt.plans.models import Plan, PlanAsked
from pcmt.plans.queries.beginning import Given, given


@transaction.atomic
def begin_plan_from(
    *,
    parent_id: int,
    title: str = "",
    horizon: tuple[date, date] | None = None,
    besides: Collection[int] = (),
    actor: Actor,
    at: datetime,
) -> int:
    """This will begin a draft of the actor's agency with what the plan above gives it, and return its identifier.

    It takes over the parts under which something comes, the targets of which the agency's area was given a share, at
    that share, and the open tasks in which the agency stands, save those that ask for this very plan: led by it where
    it leads above, else by who leads above. besides: further tasks of the plan above, led here by the office that does
    such work in the agency's place. Each keeps its sentence and says what it carries out. Where the agency was asked
    for its plan, the draft is the answer to come. Raises CannotChange where the agency has begun or issued one already,
    or where a task besides is not offered.
    """
    held = given(actor, parent_id, localdate(at)) if policy.may_view(actor) else None
    parent = Plan.objects.filter(id=parent_id).first()
    made = begin_plan(
        title=title or (held.title if held else ""),
        kind=parent.kind if parent else Plan.Kind.ANNUAL,
        horizon=horizon or ((parent.horizon_from, parent.horizon_to) if parent else (date.min, date.min)),
        parent_id=parent_id,
        actor=actor,
        at=at,
    )

    plan = Plan.objects.select_related("parent").get(id=made)
    own = agencies.agencies_by_id([actor.agency_id]).get(actor.agency_id) if actor.agency_id is not None else None
    if own is None or held is None or plan.parent is None or plan.parent.agency_id == own.id:
        raise CannotChange("Kế hoạch này do chính cơ quan giữ; mở kế hoạch để sửa.", where=f"plan:{parent_id}")
    earlier = Plan.objects.filter(parent_id=parent_id, agency_id=own.id).exclude(id=made).exclude(state="discarded")
    if begun := earlier.first():
        raise CannotChange(
            "Cơ quan đã có kế hoạch thực hiện kế hoạch này.", where=f"plan:{begun.pk}", remedy="Mở kế hoạch đã có."
        )
    leads, helps = _leads(held, besides, own.id), dict.fromkeys(held.helped, actor.own_agencies)

    under = set(plan.parent.tasks.filter(id__in={*leads, *helps}).values_list("item_id", flat=True))
    parts = copy_items(plan.parent, plan, holding=under | items_of_shares(plan.parent, own.area_id))
    targets = copy_targets(plan.parent, plan, area_id=own.area_id, parts=parts)
    tasks = copy_tasks(plan.parent, plan, leads=leads, helps=helps, parts=parts, area=commune_of(own, localdate(at)))
    PlanAsked.objects.filter(plan_id=parent_id, agency_id=own.id).update(own_plan=plan)

    record(
        action="plans.begin_plan_from",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        after={"parent": parent_id, "items": len(parts), "targets": targets, "tasks": tasks},
    )
    return plan.pk


def _leads(held: Given, besides: Collection[int], own_id: int) -> dict[int, int]:
    """Who leads each task in the agency's own plan: itself what it was given, its offices what it takes besides."""
    offered = {task.id: office.id for task, office in held.offered}
    if unknown := set(besides) - offered.keys():
        raise CannotChange(
            f"{len(unknown)} nhiệm vụ không có trong danh sách lấy thêm.", remedy="Tải lại trang rồi chọn lại."
        )
    return {
        **{task.id: own_id for task in held.duties if task.id not in held.helped},
        **{one: offered[one] for one in besides},
    }
