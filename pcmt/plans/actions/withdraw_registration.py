"""Take a commune out of the registered roadmap."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.plans.access import obtain_registration
from pcmt.plans.models import RoadmapEntry


class CannotWithdrawRegistration(Refusal):
    """This will say why a registration is not withdrawn."""

    code = "cannot_withdraw_registration"


@transaction.atomic
def withdraw_registration(*, entry_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will take a commune out of the roadmap, with the reason; it may be registered again later."""
    entry = obtain_registration(entry_id, "plans.withdraw_registration", actor)

    if not as_reason(reason):
        raise CannotWithdrawRegistration(
            "Chưa nêu lý do đưa ra khỏi lộ trình.", fields={"reason": "Ghi căn cứ hoặc lý do."}
        )

    entry.state = RoadmapEntry.State.WITHDRAWN
    entry.save(update_fields=["state"])

    record(
        action="plans.withdraw_registration",
        subject=f"target:{entry.target_id}",
        actor=actor,
        at=at,
        before={"area": entry.area_id, "year": entry.year},
        after={"area": entry.area_id, "year": None},
        reason=as_reason(reason),
    )
