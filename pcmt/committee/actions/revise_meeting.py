"""Change the invitation of a meeting that has not been held."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.access import obtain_meeting
from pcmt.committee.rules.inputs import MeetingInput, check_meeting
from pcmt.committee.setting import refuse_unknown, set_out
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book


@transaction.atomic
def revise_meeting(*, meeting_id: int, said: MeetingInput, actor: Actor, at: datetime) -> None:
    """This will replace day, place, agenda and papers of a meeting that is still to come."""
    meeting = obtain_meeting(meeting_id, "committee.revise_meeting", actor)

    state = book().lifecycle("meeting").after(meeting.state, "revise_meeting")
    check_meeting(said)
    refuse_unknown(said)

    before = meeting.held_on
    meeting.title, meeting.held_on, meeting.begins_at = " ".join(said.title.split()), said.held_on, said.begins_at
    meeting.place, meeting.state, meeting.kind = said.place.strip(), state, said.kind
    meeting.save(update_fields=["kind", "title", "held_on", "begins_at", "place", "state"])
    set_out(meeting, said)

    record(
        action="committee.revise_meeting",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        before={"held_on": before.isoformat()},
        after={"held_on": said.held_on.isoformat(), "papers": list(said.papers)},
    )
