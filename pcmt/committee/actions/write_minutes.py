"""Write the minutes of a meeting."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.access import obtain_meeting, refuse_unwritable
from pcmt.committee.rules.inputs import BadMeeting
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason


@transaction.atomic
def write_minutes(*, meeting_id: int, words: str, actor: Actor, at: datetime) -> None:
    """This will keep what was said at a meeting, a paragraph a line; done again, it replaces the words."""
    meeting = obtain_meeting(meeting_id, "committee.write_minutes", actor)

    refuse_unwritable(meeting)
    if not as_reason(words):
        raise BadMeeting("Biên bản còn trống.", fields={"words": "Ghi diễn biến, ý kiến phát biểu."})

    meeting.minutes = as_reason(words)
    meeting.save(update_fields=["minutes"])

    record(
        action="committee.write_minutes",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        after={"length": len(meeting.minutes)},
    )
