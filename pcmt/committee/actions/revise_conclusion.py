"""Put a conclusion right before a task comes of it."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.access import obtain_meeting, refuse_unwritable
from pcmt.committee.concluding import obtain_conclusion
from pcmt.committee.rules.inputs import ConclusionInput, check_conclusion
from pcmt.committee.setting import charge, refuse_strangers
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def revise_conclusion(
    *, meeting_id: int, conclusion_id: int, said: ConclusionInput, actor: Actor, at: datetime
) -> None:
    """This will replace the words and the parties of a conclusion; one that was given as a task is revised there."""
    meeting = obtain_meeting(meeting_id, "committee.revise_conclusion", actor)

    refuse_unwritable(meeting)
    row = obtain_conclusion(meeting, conclusion_id)
    check_conclusion(said, meeting.held_on)
    refuse_strangers(said)

    before = row.due_on
    row.words, row.due_on, row.product = " ".join(said.words.split()), said.due_on, said.product.strip()
    row.save(update_fields=["words", "due_on", "product"])
    charge(row, said)

    record(
        action="committee.revise_conclusion",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        before={"due_on": before.isoformat() if before else None},
        after={
            "conclusion": row.pk,
            "leads": list(said.leads),
            "supports": list(said.supports),
            "due_on": said.due_on.isoformat() if said.due_on else None,
        },
    )
