"""Cancel a meeting that will not be held."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.access import obtain_meeting
from pcmt.committee.rules.inputs import BadMeeting
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.rulebook.queries import book


@transaction.atomic
def cancel_meeting(*, meeting_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will say, with the reason, that a meeting is not held; it stays readable."""
    meeting = obtain_meeting(meeting_id, "committee.cancel_meeting", actor)

    state = book().lifecycle("meeting").after(meeting.state, "cancel_meeting")
    if not as_reason(reason):
        raise BadMeeting("Chưa ghi lý do hủy.", fields={"reason": "Ghi lý do."})

    before, meeting.state, meeting.cancelled_for = meeting.state, state, as_reason(reason)
    meeting.save(update_fields=["state", "cancelled_for"])

    record(
        action="committee.cancel_meeting",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": state},
        reason=as_reason(reason),
    )
