"""Add a conclusion of a meeting."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from pcmt.committee.access import obtain_meeting, refuse_unwritable
from pcmt.committee.models import Conclusion
from pcmt.committee.rules.inputs import ConclusionInput, check_conclusion
from pcmt.committee.setting import charge, refuse_strangers
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def add_conclusion(*, meeting_id: int, said: ConclusionInput, actor: Actor, at: datetime) -> int:
    """This will keep a conclusion after those already there, and return its identifier.

    One that charges nobody is an assessment: it stands in the announcement, and no task comes of it.
    """
    meeting = obtain_meeting(meeting_id, "committee.add_conclusion", actor)

    refuse_unwritable(meeting)
    check_conclusion(said, meeting.held_on)
    refuse_strangers(said)

    last = meeting.conclusions.aggregate(last=Max("order"))["last"] or 0
    made = Conclusion.objects.create(
        meeting=meeting,
        order=last + 1,
        words=" ".join(said.words.split()),
        due_on=said.due_on,
        product=said.product.strip(),
    )
    charge(made, said)

    record(
        action="committee.add_conclusion",
        subject=f"meeting:{meeting.pk}",
        actor=actor,
        at=at,
        after={
            "conclusion": made.pk,
            "leads": list(said.leads),
            "supports": list(said.supports),
            "due_on": said.due_on.isoformat() if said.due_on else None,
        },
    )
    return made.pk
