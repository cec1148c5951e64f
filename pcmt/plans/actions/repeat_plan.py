"""Begin the plan that follows another, or a campaign of it: next year's from last year's, a campaign from its plan."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan
from pcmt.plans.copying import copy_items, copy_open_tasks, copy_whole_targets
from pcmt.plans.keeping import CannotChange, ground_of, lifecycle, refuse_horizon, refuse_kind, refuse_title
from pcmt.plans.models import Plan
from pcmt.plans.states import NOT_ISSUED


@transaction.atomic
def repeat_plan(
    *,
    plan_id: int,
    title: str,
    horizon: tuple[date, date],
    kind: str = "",
    target_ids: Collection[int] | None = None,
    task_ids: Collection[int] | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """This will begin a draft from a plan that was issued, and return its identifier.

    For days after the plan's end it is the one that follows; a plan of another kind for days within it (the annual
    plan of a programme, a campaign) is part of it, and carries it out. target_ids, task_ids: what is carried over;
    None takes the targets that bind beyond the old plan's end and all tasks that were not finished. Tasks come without
    their day, the parts of the plan come along, and the old plan stays as it stands. Raises CannotChange where the
    days overlap the old plan's, or what is carried is none of the plan's.
    """
    last = obtain_plan(plan_id, "plans.repeat_plan", actor)

    if last.state in NOT_ISSUED:
        raise CannotChange("Chỉ lặp lại kế hoạch đã ban hành.", where=f"plan:{plan_id}")
    said, kind = refuse_title(title), kind or last.kind
    refuse_kind(kind)
    refuse_horizon(horizon)
    is_part = kind != last.kind and last.horizon_from <= horizon[0] and horizon[1] <= last.horizon_to
    if not is_part and horizon[0] <= last.horizon_to:
        raise CannotChange(
            "Kế hoạch mới phải bắt đầu sau khi kế hoạch này hết thời kỳ.",
            remedy="Đợt cao điểm, kế hoạch năm nằm trong kế hoạch này thì chọn loại khác và thời kỳ bên trong.",
            fields={"horizon_from": f"Chọn năm sau {last.horizon_to.year}."},
        )

    plan = Plan.objects.create(
        title=said,
        kind=kind,
        horizon_from=horizon[0],
        horizon_to=horizon[1],
        parent_id=last.pk if is_part else last.parent_id,
        follows=None if is_part else last,
        rests_on_id=ground_of(last),
        state=lifecycle().start,
        agency_id=last.agency_id,
    )
    parts = copy_items(last, plan)
    targets = copy_whole_targets(last, plan, parts=parts, chosen=target_ids)
    tasks = copy_open_tasks(last, plan, parts=parts, chosen=task_ids)
    if _lack(targets, target_ids) or _lack(tasks, task_ids):
        raise CannotChange("Có chỉ tiêu, nhiệm vụ không còn để chuyển tiếp.", remedy="Tải lại trang rồi chọn lại.")

    record(
        action="plans.repeat_plan",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        after={"parent": plan_id, "items": len(parts), "targets": targets, "tasks": tasks},
    )
    return plan.pk


def _lack(copied: int, chosen: Collection[int] | None) -> bool:
    """Whether some of what was chosen could not be carried over."""
    return chosen is not None and copied < len(set(chosen))
