"""What a member of a committee answers for, and how it stands there."""

from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.committee import policy
from pcmt.committee.models import BriefingDuty, Finding, Meeting, MemberReport, OpinionDuty, ReviewAnswer
from pcmt.committee.queries.seeing import committees_seen
from pcmt.committee.states import PLANNED
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans


@dataclass(frozen=True)
class ReportView:
    """What a member told a meeting."""

    seat_id: int
    name: str
    title: str
    agency_name: str
    words: str
    told_on: date


@dataclass(frozen=True)
class Upcoming:
    """A meeting to come, and what the member has told it, "" for nothing yet."""

    id: int
    title: str
    held_on: date
    told: str


@dataclass(frozen=True)
class Unanswered:
    """What an agency in the member's areas owes to the committee: what, on which matter, since when it is late."""

    agency_name: str
    what: str
    title: str
    due_on: date


@dataclass(frozen=True)
class SeatWork:
    """A seat with its field and areas, what is late there, and the meetings ahead.

    tasks: past their day, of the member's own agency and of those in the areas. unanswered: by the same agencies.
    """

    committee_name: str
    seat_id: int
    name: str
    role_label: str
    field: str
    area_ids: tuple[int, ...]
    area_names: tuple[str, ...]
    tasks: tuple[plans.TaskView, ...]
    unanswered: tuple[Unanswered, ...]
    meetings: tuple[Upcoming, ...]


def seats_held(actor: Actor, *, on: date) -> tuple[SeatWork, ...]:
    """This will list the seats that the actor or their agency holds on a day, with what is late in each one's part."""
    held = [(body, seat) for body in committees_seen(actor, on) for seat in body.seats if policy.holds(actor, seat)]
    return tuple(_work(actor, body, seat, on) for body, seat in held)


def member_reports(actor: Actor, meeting_id: int) -> tuple[ReportView, ...]:
    """This will list what members told a meeting; nothing where the actor does not see its committee."""
    rows = list(MemberReport.objects.filter(meeting_id=meeting_id).select_related("meeting"))
    if not rows:
        return ()
    meeting = rows[0].meeting
    if not policy.sees(actor, agencies.committee(meeting.committee_id, meeting.held_on)):
        return ()
    named = agencies.agencies_by_id({row.agency_id for row in rows if row.agency_id})
    return tuple(
        ReportView(
            seat_id=row.seat,
            name=row.name,
            title=row.title,
            agency_name=named[row.agency_id].short_name if row.agency_id else "",
            words=row.words,
            told_on=row.told_on,
        )
        for row in rows
    )


def _work(actor: Actor, body: agencies.CommitteeView, seat: agencies.SeatView, on: date) -> SeatWork:
    there = set(agencies.seated_in(seat.area_ids, on)) if seat.area_ids else set()
    own = there | ({seat.agency_id} if seat.agency_id else set())
    names = areas.areas_by_id(seat.area_ids, on) if seat.area_ids else {}
    return SeatWork(
        committee_name=body.name,
        seat_id=seat.id,
        name=seat.person_name,
        role_label=seat.role_label,
        field=seat.field,
        area_ids=seat.area_ids,
        area_names=tuple(names[one].full_name for one in seat.area_ids if one in names),
        tasks=plans.tasks(actor, agency_ids=own, state="overdue", on=on) if own else (),
        unanswered=_unanswered(own, on),
        meetings=_meetings(body.id, seat.id, on),
    )


def _meetings(committee_id: int, seat_id: int, on: date) -> tuple[Upcoming, ...]:
    rows = list(Meeting.objects.filter(committee_id=committee_id, state=PLANNED, held_on__gte=on).order_by("held_on"))
    told = dict(MemberReport.objects.filter(meeting__in=rows, seat=seat_id).values_list("meeting_id", "words"))
    return tuple(Upcoming(row.pk, row.title, row.held_on, told.get(row.pk, "")) for row in rows)


def _unanswered(own: set[int], on: date) -> tuple[Unanswered, ...]:
    """What is past its day: a member is told so by the seat, of the agencies in its areas, whatever their grants."""
    findings = Finding.objects.filter(visit__agency_id__in=own, state="open", due_on__lt=on)
    opinions = OpinionDuty.objects.filter(agency_id__in=own, state="open", opinion__due_on__lt=on)
    reviews = ReviewAnswer.objects.filter(agency_id__in=own, sent_on=None, review__state="open", review__due_on__lt=on)
    briefings = BriefingDuty.objects.filter(agency_id__in=own, briefing__withdrawn_for="", briefing__due_on__lt=on)
    asked = (
        ("Khắc phục sau kiểm tra", findings, ("visit__agency_id", "remedy", "due_on")),
        ("Ý kiến chỉ đạo", opinions, ("agency_id", "opinion__words", "opinion__due_on")),
        ("Sơ kết, tổng kết", reviews, ("agency_id", "review__title", "review__due_on")),
        (
            "Quán triệt văn bản",
            briefings.exclude(sessions__taken_back_for=""),
            ("agency_id", "briefing__document__title", "briefing__due_on"),
        ),
    )
    rows = [(what, *row) for what, found, names in asked for row in found.values_list(*names)]
    named = agencies.agencies_by_id({agency_id for _, agency_id, _, _ in rows})
    told = (Unanswered(named[agency_id].name, what, title, due_on) for what, agency_id, title, due_on in rows)
    return tuple(sorted(told, key=lambda one: (one.due_on, one.agency_name)))
