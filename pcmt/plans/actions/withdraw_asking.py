"""Take back that an agency was asked for a plan of its own."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound
from pcmt.plans.access import obtain_plan
from pcmt.plans.keeping import CannotChange
from pcmt.plans.models import PlanAsked
from pcmt.plans.states import NOT_ISSUED


@transaction.atomic
def withdraw_asking(*, plan_id: int, agency_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will ask an agency no longer for its plan, with the reason; a draft that it has begun stays its own.

    Raises NotFound where it was not asked, CannotChange where it has issued its plan already.
    """
    plan = obtain_plan(plan_id, "plans.withdraw_asking", actor)

    asked = PlanAsked.objects.select_related("own_plan").filter(plan=plan, agency_id=agency_id).first()
    if asked is None:
        raise NotFound("Cơ quan này không được giao xây dựng kế hoạch.")
    if asked.own_plan is not None and asked.own_plan.state not in NOT_ISSUED:
        raise CannotChange("Cơ quan đã ban hành kế hoạch, không thu hồi việc giao.", where=f"plan:{asked.own_plan_id}")
    if not as_reason(reason):
        raise CannotChange("Chưa nêu lý do thu hồi.", fields={"reason": "Ghi lý do."})

    due_on = asked.due_on
    asked.delete()

    record(
        action="plans.withdraw_asking",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        before={"agency": agency_id, "due_on": due_on.isoformat()},
        reason=as_reason(reason),
    )
