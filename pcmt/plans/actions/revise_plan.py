"""Put a plan's name, kind or years right."""

from datetime import date, datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.plans.access import obtain_plan
from pcmt.plans.keeping import CannotChange, refuse_closed, refuse_horizon, refuse_kind, refuse_title
from pcmt.plans.states import PLAN_ACTIVE


@transaction.atomic
def revise_plan(
    *,
    plan_id: int,
    title: str,
    kind: str,
    horizon: tuple[date, date],
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """This will put a plan right; horizon: its first and last day. Of one that is in force the reason is needed.

    Raises CannotChange with the fields that are wrong, and where nothing differs.
    """
    plan = obtain_plan(plan_id, "plans.revise_plan", actor)

    refuse_closed(plan)
    said = refuse_title(title)
    refuse_kind(kind)
    refuse_horizon(horizon)
    if plan.state == PLAN_ACTIVE and not as_reason(reason):
        raise CannotChange("Chưa nêu lý do sửa.", fields={"reason": "Ghi vì sao sửa kế hoạch đang thực hiện."})
    before = {"kind": plan.kind, "from": str(plan.horizon_from), "to": str(plan.horizon_to)}
    after = {"kind": kind, "from": str(horizon[0]), "to": str(horizon[1])}
    if before == after and plan.title == said:
        raise CannotChange("Chưa sửa gì.", remedy="Sửa ít nhất một ô, hoặc bấm Thôi.")

    plan.title, plan.kind, plan.horizon_from, plan.horizon_to = said, kind, *horizon
    plan.save(update_fields=["title", "kind", "horizon_from", "horizon_to"])

    record(
        action="plans.revise_plan",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        before=before,
        after=after,
        reason=as_reason(reason),
    )
