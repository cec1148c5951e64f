"""Meetings as they are read: many, one, who sits in the committee on the day."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.answers import AgendaView, AttendanceView, ConclusionView, MeetingRow, MeetingView
from pcmt.committee.models import Attendance, Conclusion, Meeting
from pcmt.committee.rules.presence import turnout
from pcmt.committee.states import PLANNED, WRITTEN_IN
from pcmt.documents import queries as documents
from pcmt.documents.queries import drafting
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book

WRITING = ("write_minutes", "add_conclusion", "revise_conclusion", "drop_conclusion")
"""What the lifecycle does not move: it is done once the meeting was held."""

DAY_PASSED = ("Đã qua ngày họp, chưa ghi thành phần dự", "late")
"""How a meeting is told, and in which tone, whose day is over and of which nobody has said who came."""


def meetings(actor: Actor, *, on: date, committee_id: int | None = None) -> tuple[MeetingRow, ...]:
    """This will list the meetings that the actor may see, of one committee where asked: newest first."""
    if not policy.may_view(actor):
        return ()
    seen = {one.id: one for one in _committees(actor, on)}
    rows = Meeting.objects.filter(committee_id__in=seen.keys())
    rows = rows if committee_id is None else rows.filter(committee_id=committee_id)
    return _rows(rows, {one.id: one.name for one in seen.values()}, on)


def meeting(actor: Actor, meeting_id: int, *, on: date) -> MeetingView:
    """This will give one meeting to an actor who may see it, with what its tasks have become by a day; NotFound."""
    row = Meeting.objects.filter(pk=meeting_id).first()
    committee = agencies.committee(row.committee_id, row.held_on) if row else None
    if row is None or committee is None or not policy.sees(actor, committee):
        raise NotFound("Không tìm thấy cuộc họp.")
    (shown,) = _rows(Meeting.objects.filter(pk=meeting_id), {committee.id: committee.name}, on)
    sat = list(row.attendance.select_related("agency"))
    tasks = plans.tasks_from(row.document_id, on=on) if row.document_id else ()
    draft = _draft(actor, row.draft_id)
    return MeetingView(
        row=shown,
        agenda=_agenda(row),
        papers=_papers(row),
        attendance=_attendance(sat),
        turnout=turnout(one.presence for one in sat),
        minutes=row.minutes,
        secretary=row.secretary,
        ended_at=row.ended_at,
        cancelled_for=row.cancelled_for,
        conclusions=_conclusions(row.conclusions.all(), {one.id: one for one in tasks}),
        draft_id=row.draft_id if draft else None,
        issued_as=draft.document if draft else None,
        tasks=tasks,
        open_suggestions=_open_suggestions(actor, row.document_id),
        may=_may(actor, committee, row),
    )


def seats_of(actor: Actor, meeting_id: int) -> tuple[agencies.SeatView, ...]:
    """This will list the seats of a meeting's committee on its day, leaders first; NotFound where it is not seen."""
    row = Meeting.objects.filter(pk=meeting_id).first()
    committee = agencies.committee(row.committee_id, row.held_on) if row else None
    if committee is None or not policy.sees(actor, committee):
        raise NotFound("Không tìm thấy cuộc họp.")
    return committee.seats


def meetings_of_task(actor: Actor, document_id: int, *, on: date) -> tuple[MeetingRow, ...]:
    """This will list the meetings whose conclusions a document made known, that the actor may see."""
    seen = {one.id: one.name for one in _committees(actor, on)}
    return _rows(Meeting.objects.filter(document_id=document_id, committee_id__in=seen.keys()), seen, on)


def _committees(actor: Actor, on: date) -> tuple[agencies.CommitteeView, ...]:
    return tuple(one for one in agencies.committees(on) if policy.sees(actor, one))


def _rows(found: QuerySet[Meeting], named: Mapping[int, str], on: date) -> tuple[MeetingRow, ...]:
    came = Q(attendance__presence__in=("present", "deputy"))
    rows = list(
        found.annotate(
            seats=Count("attendance", distinct=True),
            attended=Count("attendance", filter=came, distinct=True),
            concluded=Count("conclusions", distinct=True),
            charging=Count("conclusions", filter=Q(conclusions__parties__role="lead"), distinct=True),
            given=Count("conclusions", filter=Q(conclusions__task__isnull=False), distinct=True),
        ).order_by("-held_on", "-pk")  # grouping drops the order of the table
    )
    papers = documents.labels(row.document_id for row in rows if row.document_id)
    states = book().lifecycle("meeting").states
    told = {
        row.pk: DAY_PASSED
        if row.state == PLANNED and row.held_on < on
        else (states[row.state].label, states[row.state].tone)
        for row in rows
    }
    return tuple(
        MeetingRow(
            id=row.pk,
            committee_id=row.committee_id,
            committee_name=named[row.committee_id],
            title=row.title,
            held_on=row.held_on,
            begins_at=row.begins_at,
            place=row.place,
            state=row.state,
            state_label=told[row.pk][0],
            tone=told[row.pk][1],
            attended=row.attended,
            seats=row.seats,
            conclusions=row.concluded,
            charging=row.charging,
            given=row.given,
            document=papers.get(row.document_id or 0),
            kind=row.kind,
        )
        for row in rows
    )


def _agenda(row: Meeting) -> tuple[AgendaView, ...]:
    points = list(row.agenda.all())
    named = agencies.agencies_by_id({one.presenter_id for one in points if one.presenter_id})
    return tuple(
        AgendaView(
            order=one.order,
            title=one.title,
            presenter_id=one.presenter_id,
            presenter=named[one.presenter_id].name if one.presenter_id else "",
        )
        for one in points
    )


def _papers(row: Meeting) -> tuple[documents.DocumentRow, ...]:
    ids = list(row.papers.values_list("document_id", flat=True))
    heads = documents.labels(ids)
    return tuple(heads[one] for one in ids)


def _attendance(sat: Sequence[Attendance]) -> tuple[AttendanceView, ...]:
    named = agencies.agencies_by_id({one.agency_id for one in sat if one.agency_id})
    return tuple(
        AttendanceView(
            person_id=one.person_id,
            agency_id=one.agency_id,
            name=one.name,
            title=one.title,
            agency_name=named[one.agency_id].short_name if one.agency_id else "",
            role=one.role,
            role_label=one.role_label,
            presence=one.presence,
            note=one.note,
            chairs=one.chairs,
        )
        for one in sat
    )


def _conclusions(found: QuerySet[Conclusion], tasks: Mapping[int, plans.TaskView]) -> tuple[ConclusionView, ...]:
    rows = list(found.prefetch_related("parties"))
    named = agencies.agencies_by_id({one.agency_id for row in rows for one in row.parties.all() if one.agency_id})

    def called(row: Conclusion, role: str) -> tuple[str, ...]:
        parties = [one for one in row.parties.all() if one.role == role]
        return tuple(dict.fromkeys(one.as_written or named[one.agency_id or 0].name for one in parties))

    return tuple(
        ConclusionView(
            id=row.pk,
            order=row.order,
            words=row.words,
            leads=called(row, "lead"),
            supports=called(row, "support"),
            due_on=row.due_on,
            product=row.product,
            task_id=row.task_id,
            task=tasks.get(row.task_id or 0),
            strangers=tuple(
                one.as_written
                for one in row.parties.all()
                if one.agency_id is None and not agencies.is_group(one.as_written)
            ),
        )
        for row in rows
    )


def _draft(actor: Actor, draft_id: int | None) -> drafting.DraftView | None:
    if draft_id is None:
        return None
    try:
        return drafting.draft(actor, draft_id)
    except NotFound:
        return None


def _open_suggestions(actor: Actor, document_id: int | None) -> int:
    if document_id is None:
        return 0
    try:
        found = documents.document(actor, document_id)
    except NotFound:
        return 0
    return sum(one.is_open and one.kind == "duty" for one in found.suggestions)


def _may(actor: Actor, committee: agencies.CommitteeView, row: Meeting) -> frozenset[str]:
    moves = book().lifecycle("meeting").moves
    ready = {code for code, move in moves.items() if row.state in move.sources}
    ready |= set(WRITING) if row.state in WRITTEN_IN else set()
    return frozenset(verb for verb in ready if policy.may_keep(f"committee.{verb}", actor, committee))
