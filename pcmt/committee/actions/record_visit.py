"""Record what was seen at a unit."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee.inspection_access import obtain_visit
from pcmt.committee.models import VisitMark
from pcmt.committee.rules.inspecting import VisitInput, check_visit
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.rulebook.queries import book


@transaction.atomic
def record_visit(*, visit_id: int, said: VisitInput, actor: Actor, at: datetime) -> None:
    """This will keep the day, who stood for the unit and every item of the checklist; done again, it replaces them."""
    visit = obtain_visit(visit_id, "committee.record_visit", actor)

    book().lifecycle("inspection").after(visit.inspection.state, "record_visit")
    items = {one.code: one for one in book().checklist(visit.inspection.checklist).items}
    check_visit(said, items, starts_on=visit.inspection.starts_on, today=localdate(at))

    visit.visited_on, visit.met, visit.words = said.visited_on, " ".join(said.met.split()), as_reason(said.words)
    visit.save(update_fields=["visited_on", "met", "words"])
    told = {one.item: one for one in said.marks}
    visit.marks.all().delete()
    VisitMark.objects.bulk_create(
        VisitMark(
            visit=visit, item=code, question=item.words, answer=told[code].answer, note=as_reason(told[code].note)
        )
        for code, item in items.items()
    )

    record(
        action="committee.record_visit",
        subject=f"inspection:{visit.inspection_id}",
        actor=actor,
        at=at,
        after={"agency": visit.agency_id, "held_on": said.visited_on.isoformat()},
    )
