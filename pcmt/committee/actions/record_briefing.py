"""Record that an agency briefed its people."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee.briefing_access import obtain_duty
from pcmt.committee.models import BriefingSession
from pcmt.committee.rules.briefing import SessionInput, check_session
from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def record_briefing(*, briefing_id: int, agency_id: int, said: SessionInput, actor: Actor, at: datetime) -> int:
    """This will keep a sitting of an agency, by its own people, and return it; an agency may hold several."""
    duty = obtain_duty(briefing_id, agency_id, "committee.record_briefing", actor)

    head = documents.labels([duty.briefing.document_id])[duty.briefing.document_id]
    check_session(said, issued_on=head.issued_on, today=localdate(at))

    session = BriefingSession.objects.create(
        duty=duty,
        held_on=said.held_on,
        place=" ".join(said.place.split()),
        form=said.form,
        invited=said.invited,
        present=said.present,
        words=said.words.strip(),
        told_at=at,
        person_id=actor.person_id,
    )

    record(
        action="committee.record_briefing",
        subject=f"briefing:{briefing_id}",
        actor=actor,
        at=at,
        after={
            "agency": agency_id,
            "session": session.pk,
            "held_on": said.held_on.isoformat(),
            "invited": said.invited,
            "present": said.present,
        },
    )
    return session.pk
