"""Add what a unit must put right."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.inspection_access import obtain_visit
from pcmt.committee.models import Finding
from pcmt.committee.rules.inspecting import BadInspection, FindingInput, check_finding
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.rulebook.queries import book


@transaction.atomic
def add_finding(*, visit_id: int, said: FindingInput, actor: Actor, at: datetime) -> int:
    """This will keep a finding at a unit that was visited, with what is to be done by when; returns its identifier."""
    visit = obtain_visit(visit_id, "committee.add_finding", actor)

    book().lifecycle("inspection").after(visit.inspection.state, "add_finding")
    if visit.visited_on is None:
        raise BadInspection("Đơn vị này chưa được kiểm tra.", remedy="Ghi kết quả kiểm tra tại đơn vị trước.")
    check_finding(said, visited_on=visit.visited_on)

    made = Finding.objects.create(
        visit=visit,
        words=as_reason(said.words),
        remedy=as_reason(said.remedy),
        due_on=said.due_on,
        state=book().lifecycle("finding").start,
    )

    record(
        action="committee.add_finding",
        subject=f"inspection:{visit.inspection_id}",
        actor=actor,
        at=at,
        after={"agency": visit.agency_id, "finding": made.pk, "due_on": said.due_on.isoformat()},
    )
    return made.pk
