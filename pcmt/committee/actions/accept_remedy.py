"""Accept that a finding was put right."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee.inspection_access import obtain_finding
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book


@transaction.atomic
def accept_remedy(*, finding_id: int, actor: Actor, at: datetime) -> None:
    """This will close a finding whose remedy the unit reported; raises CannotMove where it has not."""
    finding = obtain_finding(finding_id, "committee.accept_remedy", actor)

    state = book().lifecycle("finding").after(finding.state, "accept_remedy")

    finding.state, finding.closed_on = state, localdate(at)
    finding.save(update_fields=["state", "closed_on"])

    record(
        action="committee.accept_remedy",
        subject=f"inspection:{finding.visit.inspection_id}",
        actor=actor,
        at=at,
        after={"agency": finding.visit.agency_id, "finding": finding.pk, "state": state},
    )
