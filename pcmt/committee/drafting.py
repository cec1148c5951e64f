"""The papers of a meeting gathered from its rows, ready to be laid out."""

from collections.abc import Sequence

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.committee.models import Attendance, ConclusionParty, Meeting
from pcmt.committee.rules.paper import NO_CHAIR, Concluded, MeetingPaper, Sat, announcement, full_title
from pcmt.documents import queries as documents
from vanban.write import model


def announcement_of(meeting: Meeting) -> model.OfficialDocument:
    """This will make the announcement of a meeting's conclusions."""
    return announcement(paper_of(meeting))


def paper_of(meeting: Meeting) -> MeetingPaper:
    """This will gather what the papers of a meeting tell; its chair signs, before it is held the committee's head."""
    committee = agencies.committee(meeting.committee_id, meeting.held_on)
    area = areas.last_seen([committee.area_id], meeting.held_on)[committee.area_id]
    sat = list(meeting.attendance.all())
    chair = next((one for one in sat if one.chairs), None)
    head = next((seat for seat in committee.seats if seat.role == "head"), None)
    role = chair.role if chair else head.role if head else ""
    parent = agencies.committee(committee.parent_id, meeting.held_on) if committee.parent_id else None
    labels = documents.labels(paper.document_id for paper in meeting.papers.all())
    return MeetingPaper(
        committee=committee.name,
        kind=committee.kind,
        superior=parent.name if parent else "",
        place=area.short_name,
        title=meeting.title,
        held_on=meeting.held_on,
        begins_at=meeting.begins_at,
        room=meeting.place,
        agenda=_agenda(meeting),
        papers=[labels[paper.document_id].label for paper in meeting.papers.all()],
        sat=_sat(sat),
        minutes=meeting.minutes,
        secretary=meeting.secretary,
        ended_at=meeting.ended_at,
        conclusions=_concluded(meeting),
        chair=_chair(chair, head),
        block=agencies.seat_block(committee.kind, role) or NO_CHAIR,
        signer=(chair.name if chair else head.person_name if head else "") or None,
    )


def _chair(chair: Attendance | None, head: agencies.SeatView | None) -> str:
    """Who chairs as an invitation says it: who did, before it is held the committee's head; "" for nobody."""
    if chair is not None:
        return f"{chair.name}, {chair.role_label}"
    return f"{head.person_name}, {head.role_label}" if head and head.person_name else ""


def _agenda(meeting: Meeting) -> list[tuple[str, str]]:
    rows = list(meeting.agenda.all())
    named = agencies.agencies_by_id({row.presenter_id for row in rows if row.presenter_id})
    return [(row.title, named[row.presenter_id].name if row.presenter_id else "") for row in rows]


def _sat(rows: Sequence[Attendance]) -> list[Sat]:
    named = agencies.agencies_by_id({one.agency_id for one in rows if one.agency_id})

    def titled(one: Attendance) -> str:
        return full_title(one.title, named[one.agency_id].name) if one.agency_id else one.title

    return [Sat(one.name, titled(one), one.role_label, one.presence, one.note, one.chairs) for one in rows]


def _concluded(meeting: Meeting) -> list[Concluded]:
    rows = list(meeting.conclusions.prefetch_related("parties"))
    leading = {row.pk: [one for one in row.parties.all() if one.role == "lead"] for row in rows}
    named = agencies.agencies_by_id({one.agency_id for found in leading.values() for one in found if one.agency_id})

    def called(one: ConclusionParty) -> tuple[str, ...]:
        if one.as_written or one.agency_id is None:
            return (one.as_written,)
        return (named[one.agency_id].short_name, named[one.agency_id].name)

    return [
        Concluded(
            words=row.words,
            leads=tuple(dict.fromkeys(called(one) for one in leading[row.pk])),
            due_on=row.due_on,
            product=row.product,
        )
        for row in rows
    ]
