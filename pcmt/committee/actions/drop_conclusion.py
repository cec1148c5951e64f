"""Drop a conclusion that was not meant."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.access import obtain_meeting, refuse_unwritable
from pcmt.committee.concluding import obtain_conclusion
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def drop_conclusion(*, meeting_id: int, conclusion_id: int, actor: Actor, at: datetime) -> None:
    """This will take a conclusion out while no task has come of it."""
    meeting = obtain_meeting(meeting_id, "committee.drop_conclusion", actor)

    refuse_unwritable(meeting)
    row = obtain_conclusion(meeting, conclusion_id)

    row.delete()

    record(
        action="committee.drop_conclusion",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        before={"conclusion": conclusion_id},
    )
