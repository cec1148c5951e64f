"""Drop a finding that was written by mistake."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.inspection_access import obtain_finding
from pcmt.committee.rules.inspecting import BadInspection
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book


@transaction.atomic
def drop_finding(*, finding_id: int, actor: Actor, at: datetime) -> None:
    """This will take a finding out while its inspection is not concluded, the unit has not answered, and no task is."""
    finding = obtain_finding(finding_id, "committee.drop_finding", actor)

    book().lifecycle("inspection").after(finding.visit.inspection.state, "drop_finding")
    if finding.told_on is not None or finding.task_id is not None:
        raise BadInspection("Tồn tại này đã được trả lời hoặc giao thành nhiệm vụ.")

    before = {"agency": finding.visit.agency_id, "finding": finding.pk}
    finding.delete()

    record(
        action="committee.drop_finding",
        subject=f"inspection:{finding.visit.inspection_id}",
        actor=actor,
        at=at,
        before=before,
    )
