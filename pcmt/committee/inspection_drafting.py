"""The papers of an inspection gathered from its rows, ready to be laid out."""

from collections.abc import Sequence
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.committee.issuing import office_of, symbol
from pcmt.committee.models import Inspection, InspectionVisit
from pcmt.committee.rules.inspection_paper import Fault, InspectionPaper, Seen, Visited, conclusion, visit_minutes
from pcmt.documents import queries as documents
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book
from vanban.write import model


def conclusion_of(row: Inspection, on: date) -> model.OfficialDocument:
    """This will make the conclusion of an inspection as it stands."""
    return conclusion(_paper(row, "TB", on, _visits(row)))


def minutes_of(visit: InspectionVisit, on: date) -> model.OfficialDocument:
    """This will make the minutes at one unit."""
    visits = _visits(visit.inspection)
    paper = _paper(visit.inspection, "BB", on, visits)
    return visit_minutes(paper, paper.units[visits.index(visit)])


def _visits(row: Inspection) -> list[InspectionVisit]:
    return list(row.visits.prefetch_related("marks", "findings"))


def _paper(row: Inspection, kind: str, on: date, visits: Sequence[InspectionVisit]) -> InspectionPaper:
    if row.keeper_id is None:
        raise NotFound("Cuộc kiểm tra không có cơ quan chủ trì.")
    office = office_of(row.keeper_id, on)
    named = agencies.agencies_by_id({one.agency_id for one in visits})
    groups = {one.code: one.group for one in book().checklist(row.checklist).items}
    return InspectionPaper(
        issuer=office.name,
        symbol=symbol(kind, office),
        place=office.place,
        title=row.title,
        ground=documents.labels([row.decision_id])[row.decision_id].label if row.decision_id else "",
        days=(row.starts_on, row.ends_on),
        year=on.year,
        team=[(one.name, one.title) for one in row.team.all()],
        units=[_visited(one, named[one.agency_id].name, groups) for one in visits],
        block=office.block,
        signer=office.signer,
    )


def _visited(row: InspectionVisit, name: str, groups: dict[str, str]) -> Visited:
    return Visited(
        name=name,
        visited_on=row.visited_on,
        met=row.met,
        words=row.words,
        seen=[Seen(groups.get(one.item, ""), one.question, one.answer, one.note) for one in row.marks.all()],
        faults=[Fault(one.words, one.remedy, one.due_on) for one in row.findings.all()],
    )
