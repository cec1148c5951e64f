"""Return a remedy that does not do."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.inspection_access import obtain_finding
from pcmt.committee.rules.inspecting import BadInspection
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.rulebook.queries import book


@transaction.atomic
def return_remedy(*, finding_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will open a finding again whose remedy does not do, with the reason; its day stands."""
    finding = obtain_finding(finding_id, "committee.return_remedy", actor)

    state = book().lifecycle("finding").after(finding.state, "return_remedy")
    if not as_reason(reason):
        raise BadInspection("Chưa ghi lý do trả lại.", fields={"reason": "Ghi còn thiếu gì."})

    finding.state, finding.returned_for = state, as_reason(reason)
    finding.save(update_fields=["state", "returned_for"])

    record(
        action="committee.return_remedy",
        subject=f"inspection:{finding.visit.inspection_id}",
        actor=actor,
        at=at,
        after={"agency": finding.visit.agency_id, "finding": finding.pk, "state": state},
        reason=as_reason(reason),
    )
