"""Write the minutes of a meeting."""

from datetime import datetime, time

from django.db import transaction

from pcmt.committee.access import obtain_meeting, refuse_unwritable
from pcmt.committee.rules.inputs import check_minutes
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason


@transaction.atomic
def write_minutes(
    *, meeting_id: int, words: str, secretary: str = "", ended_at: time | None = None, actor: Actor, at: datetime
) -> None:
    """This will keep what was said at a meeting, a paragraph a line; done again, it replaces what was there.

    secretary: name and title of who wrote it down, and signs beside the chair. ended_at: when the meeting closed.
    """
    meeting = obtain_meeting(meeting_id, "committee.write_minutes", actor)

    refuse_unwritable(meeting)
    check_minutes(words, secretary, begins_at=meeting.begins_at, ended_at=ended_at)

    meeting.minutes, meeting.secretary, meeting.ended_at = as_reason(words), " ".join(secretary.split()), ended_at
    meeting.save(update_fields=["minutes", "secretary", "ended_at"])

    record(
        action="committee.write_minutes",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        after={"length": len(meeting.minutes)},
    )
