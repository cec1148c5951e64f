"""Take back what was recorded of a briefing."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.briefing_access import obtain_duty, obtain_session
from pcmt.committee.rules.briefing import BadBriefing
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason


@transaction.atomic
def take_back_briefing(
    *, briefing_id: int, agency_id: int, sitting_id: int, reason: str, actor: Actor, at: datetime
) -> None:
    """This will let a sitting that was recorded by mistake count no more, with the reason, by the agency itself."""
    duty = obtain_duty(briefing_id, agency_id, "committee.take_back_briefing", actor)

    session = obtain_session(duty, sitting_id)
    if not as_reason(reason):
        raise BadBriefing("Chưa ghi lý do.", fields={"reason": "Ghi lý do."})

    session.taken_back_for = as_reason(reason)
    session.save(update_fields=["taken_back_for"])

    record(
        action="committee.take_back_briefing",
        subject=f"briefing:{briefing_id}",
        actor=actor,
        at=at,
        before={"agency": agency_id, "session": session.pk, "invited": session.invited, "present": session.present},
        reason=as_reason(reason),
    )
