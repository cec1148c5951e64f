"""Inspections as they are read: many, one whole, one finding, the minutes at a unit."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.inspection_access import NO_FINDING, NOT_THERE, seen_inspections
from pcmt.committee.inspection_answers import FindingView, InspectionRow, InspectionView, MarkView, VisitView
from pcmt.committee.inspection_drafting import minutes_of
from pcmt.committee.models import Finding, Inspection, InspectionVisit
from pcmt.committee.queries.papers import MeetingFile
from pcmt.documents import queries as documents
from pcmt.documents.queries import drafting
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook.queries import book
from vanban.write.docx import write_docx
from vanban.write.refusal import WriteRefused

UNSOLVED = ("open", "reported")
OF_THE_UNIT = ("report_remedy",)


def inspections(actor: Actor, *, on: date) -> tuple[InspectionRow, ...]:
    """This will list the inspections that the actor holds, or is inspected in, newest first, as they stand on a day."""
    return _rows(actor, seen_inspections(actor), on)


def inspection(actor: Actor, inspection_id: int, *, on: date) -> InspectionView:
    """This will give one inspection as it stands on a day, with the units that the actor may see; NotFound."""
    row = seen_inspections(actor).select_related("plan").filter(pk=inspection_id).first()
    if row is None:
        raise NotFound(NOT_THERE)
    visits = list(_visits_seen(actor, row).select_related("inspection").prefetch_related("marks", "findings"))
    named = agencies.agencies_by_id({one.agency_id for one in visits})
    checklist = book().checklist(row.checklist)
    papers = documents.labels(one for one in (row.decision_id, row.document_id) if one)
    draft = _draft(actor, row.draft_id)
    groups = {one.code: one.group for one in checklist.items}
    return InspectionView(
        row=_rows(actor, Inspection.objects.filter(pk=row.pk), on)[0],
        checklist=checklist,
        plan_id=row.plan_id,
        plan_title=row.plan.title if row.plan else "",
        decision=papers[row.decision_id] if row.decision_id else None,
        note=row.note,
        cancelled_for=row.cancelled_for,
        team=tuple((one.name, one.title) for one in row.team.all()),
        visits=tuple(_visit(actor, one, named[one.agency_id].name, groups, on=on) for one in visits),
        draft_id=row.draft_id if draft else None,
        issued_as=draft.document if draft else None,
        document=papers[row.document_id] if row.document_id else None,
        may=_may(actor, row.keeper_id, "inspection", row.state),
    )


def finding(actor: Actor, finding_id: int, *, on: date) -> FindingView:
    """This will give one finding to who inspects or answers for the unit; NotFound otherwise."""
    row = Finding.objects.select_related("visit__inspection").filter(pk=finding_id).first()
    if row is None or not _visits_seen(actor, row.visit.inspection).filter(pk=row.visit_id).exists():
        raise NotFound(NO_FINDING)
    named = agencies.agencies_by_id([row.visit.agency_id])
    return _finding(actor, row.visit, row, named[row.visit.agency_id].name, on=on)


def visit_paper(actor: Actor, visit_id: int, *, on: date) -> MeetingFile:
    """This will write the minutes at a unit to an actor who may see it; NotFound otherwise."""
    row = InspectionVisit.objects.select_related("inspection").filter(pk=visit_id).first()
    if row is None or not _visits_seen(actor, row.inspection).filter(pk=visit_id).exists():
        raise NotFound(NOT_THERE)
    try:
        content = write_docx(minutes_of(row, on))
    except WriteRefused as refused:
        raise Refusal(refused.message, remedy=refused.remedy, code=refused.code) from refused
    return MeetingFile(f"bien-ban-kiem-tra-{visit_id}.docx", content)


def _visits_seen(actor: Actor, row: Inspection) -> QuerySet[InspectionVisit]:
    """The units of an inspection that the actor may see: all for who holds it, else their own."""
    reach = policy.agencies_reach(actor)
    every = InspectionVisit.objects.filter(inspection=row)
    return every if reach is None or row.keeper_id in reach else every.filter(agency_id__in=reach)


def _rows(actor: Actor, found: QuerySet[Inspection], on: date) -> tuple[InspectionRow, ...]:
    reach = policy.agencies_reach(actor)
    own = Q() if reach is None else Q(keeper_id__in=reach) | Q(visits__agency_id__in=reach)
    unsolved = own & Q(visits__findings__state__in=UNSOLVED)
    owed = own & Q(visits__findings__state="open", visits__findings__due_on__lt=on)
    counted = found.annotate(
        units=Count("visits", filter=own, distinct=True),
        visited=Count("visits", filter=own & Q(visits__visited_on__isnull=False), distinct=True),
        found=Count("visits__findings", filter=own, distinct=True),
        unsolved=Count("visits__findings", filter=unsolved, distinct=True),
        late=Count("visits__findings", filter=owed, distinct=True),
    ).order_by("-starts_on", "-pk")
    states = book().lifecycle("inspection").states
    return tuple(
        InspectionRow(
            id=row.pk,
            title=row.title,
            kind=row.kind,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            state=row.state,
            state_label=states[row.state].label,
            tone=states[row.state].tone,
            units=row.units,
            visited=row.visited,
            findings=row.found,
            open_findings=row.unsolved,
            late=row.late,
        )
        for row in counted
    )


def _visit(actor: Actor, row: InspectionVisit, name: str, groups: Mapping[str, str], *, on: date) -> VisitView:
    return VisitView(
        id=row.pk,
        agency_id=row.agency_id,
        agency_name=name,
        visited_on=row.visited_on,
        met=row.met,
        words=row.words,
        marks=tuple(
            MarkView(one.item, groups.get(one.item, ""), one.question, one.answer, one.note) for one in row.marks.all()
        ),
        findings=tuple(_finding(actor, row, one, name, on=on) for one in row.findings.all()),
    )


def _finding(actor: Actor, visit: InspectionVisit, row: Finding, name: str, *, on: date) -> FindingView:
    inspection = visit.inspection
    state = book().lifecycle("finding").states[row.state]
    mine = policy.answers_for("committee.report_remedy", actor, visit.agency_id)
    may = _may(actor, inspection.keeper_id, "finding", row.state) - set(OF_THE_UNIT)
    if row.task_id is not None:
        may -= {"give_finding"}
    if inspection.state == "planned" and row.told_on is None and row.task_id is None:
        may |= {"drop_finding"} & _may(actor, inspection.keeper_id, "inspection", inspection.state)
    return FindingView(
        id=row.pk,
        inspection_id=inspection.pk,
        inspection_title=inspection.title,
        visit_id=visit.pk,
        agency_id=visit.agency_id,
        agency_name=name,
        words=row.words,
        remedy=row.remedy,
        due_on=row.due_on,
        state=row.state,
        state_label=state.label,
        state_tone=state.tone,
        told=row.told,
        told_on=row.told_on,
        returned_for=row.returned_for,
        closed_on=row.closed_on,
        task_id=row.task_id,
        is_late=row.state == "open" and row.due_on < on,
        mine=mine,
        may=may | (set(OF_THE_UNIT) if mine and row.state == "open" else set()),
    )


def _may(actor: Actor, keeper_id: int | None, lifecycle: str, state: str) -> frozenset[str]:
    ready: Iterable[str] = (code for code, move in book().lifecycle(lifecycle).moves.items() if state in move.sources)
    return frozenset(one for one in ready if policy.may_ask(f"committee.{one}", actor, agency_id=keeper_id))


def _draft(actor: Actor, draft_id: int | None) -> drafting.DraftView | None:
    if draft_id is None:
        return None
    try:
        return drafting.draft(actor, draft_id)
    except NotFound:
        return None
