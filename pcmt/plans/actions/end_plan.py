"""End a plan whose time is over, or that another plan replaces."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.plans.access import obtain_plan
from pcmt.plans.keeping import CannotChange, lifecycle
from pcmt.plans.models import Plan
from pcmt.plans.states import PLAN_ACTIVE


@transaction.atomic
def end_plan(*, plan_id: int, reason: str, replaced_by_id: int | None = None, actor: Actor, at: datetime) -> None:
    """This will end a plan, with the reason; replaced_by_id: the plan in force that takes its place.

    Its targets and tasks stay readable as they stand; what is still open is carried over by the plan that follows.
    """
    plan = obtain_plan(plan_id, "plans.end_plan", actor)

    target = lifecycle().after(plan.state, "end_plan" if replaced_by_id is None else "replace_plan")
    if not as_reason(reason):
        raise CannotChange("Chưa nêu lý do kết thúc kế hoạch.", fields={"reason": "Ghi căn cứ hoặc lý do."})
    if replaced_by_id is not None:
        heir = Plan.objects.filter(id=replaced_by_id, state=PLAN_ACTIVE).exclude(id=plan.pk)
        if not heir.exists():
            raise CannotChange(
                "Kế hoạch thay thế phải đang thực hiện.", fields={"replaced_by": "Chọn kế hoạch đang thực hiện."}
            )

    before, plan.state = plan.state, target
    plan.save(update_fields=["state"])

    record(
        action="plans.end_plan",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target, "replaced_by": replaced_by_id},
        reason=as_reason(reason),
    )
