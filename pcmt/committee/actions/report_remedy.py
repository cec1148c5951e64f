"""Report that a finding was put right."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee.inspection_access import obtain_own_finding
from pcmt.committee.rules.inspecting import LONGEST_WORDS, BadInspection
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.rulebook.queries import book


@transaction.atomic
def report_remedy(*, finding_id: int, words: str, actor: Actor, at: datetime) -> None:
    """This will keep what the unit did about a finding, by its own people; whoever inspected accepts or returns it."""
    finding = obtain_own_finding(finding_id, "committee.report_remedy", actor)

    state = book().lifecycle("finding").after(finding.state, "report_remedy")
    if not as_reason(words) or len(words) > LONGEST_WORDS:
        raise BadInspection("Chưa ghi kết quả khắc phục.", fields={"words": "Ghi đã làm gì, từ ngày nào, kết quả."})

    finding.state, finding.told, finding.told_on, finding.returned_for = state, as_reason(words), localdate(at), ""
    finding.save(update_fields=["state", "told", "told_on", "returned_for"])

    record(
        action="committee.report_remedy",
        subject=f"inspection:{finding.visit.inspection_id}",
        actor=actor,
        at=at,
        after={"agency": finding.visit.agency_id, "finding": finding.pk, "state": state},
    )
