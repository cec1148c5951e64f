"""Steering committees and their support teams on a day: who sits where, and who answers for what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from pcmt.agencies.models import Committee, CommitteeDecision, CommitteeMember, Post
from pcmt.agencies.queries.directory import AgencyView, agencies_by_id
from pcmt.agencies.queries.holders import PostView, post_view, posts_in, same_title
from pcmt.agencies.rules.seats import COMMITTEE_LABELS, DECISION_LABELS, SEAT_LABELS, rank, seat_label
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared
from vanban.text import fold

_SEATS_OF = Prepared(
    lambda agency_ids, on: (
        CommitteeMember.objects.filter(Q(agency_id__in=agency_ids) | Q(post__agency_id__in=agency_ids))
        .filter(_standing(on), _standing(on, "committee__"))
        .values_list("committee_id", "role", "pk", "agency_id", "post__agency_id")
    )
)


@dataclass(frozen=True)
class SeatView:
    """One seat in a committee on the day asked; `person_name` is "" where nobody held it that day.

    by: "post" (ends with the post), "person", or "office" (whoever holds the title in the agency).
    """

    id: int
    by: str
    person_name: str
    title: str
    agency_id: int | None
    agency_name: str
    role: str
    role_label: str
    field: str
    area_ids: tuple[int, ...]
    valid_from: date
    valid_to: date | None
    person_id: int | None = None

    @property
    def vacant(self) -> bool:
        """Whether nobody held it that day."""
        return not self.person_name


@dataclass(frozen=True)
class CommitteeView:
    """A committee with its seats of the day asked, leaders first."""

    id: int
    name: str
    kind: str
    area_id: int
    parent_id: int | None
    standing: AgencyView | None
    founded_by: str
    valid_from: date
    valid_to: date | None
    seats: tuple[SeatView, ...]

    @property
    def kind_label(self) -> str:
        """The kind in Vietnamese: "Tổ giúp việc"."""
        return COMMITTEE_LABELS[self.kind]

    @property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """The roles that a seat of it may have, with the names that its kind gives them."""
        return tuple((role, seat_label(self.kind, role)) for role in SEAT_LABELS)


@dataclass(frozen=True)
class CommitteeDecisionView:
    """A decision on a committee, with the titles of those who came in and went out by it."""

    kind: str
    label: str
    title: str
    document: str
    holds_from: date
    joined: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True)
class Charge:
    """A seat with the committee in which it answers for a field or areas."""

    committee: CommitteeView
    seat: SeatView


def committees(on: date, area_id: int | None = None) -> tuple[CommitteeView, ...]:
    """This will list the committees of that day with their seats, those of one area where asked, as they were entered.

    A support team stands right after its committee.
    """
    rows = Committee.objects.filter(_standing(on))
    found = _views(rows.filter(area_id=area_id) if area_id is not None else rows, on)
    return tuple(sorted(found, key=lambda view: (view.parent_id or view.id, view.parent_id is not None, view.id)))


def committees_of(agency_ids: Iterable[int], on: date) -> dict[int, int]:
    """This will tell in which committees of a day somebody of these agencies sits: committee to agency."""
    rows = sorted(_SEATS_OF.all([*agency_ids], on), key=lambda row: (rank(row[1]), row[2]), reverse=True)
    return {committee_id: of_office or of_post for committee_id, _, _, of_office, of_post in rows}


def committee(committee_id: int, on: date) -> CommitteeView:
    """This will give one committee with its seats of a day, also where it has ended by then; raises NotFound."""
    found = _views(Committee.objects.filter(pk=committee_id), on)
    if not found:
        raise NotFound("Không tìm thấy Ban Chỉ đạo, Tổ giúp việc này.")
    return found[0]


def teams(committee_id: int, on: date) -> tuple[CommitteeView, ...]:
    """This will list the support teams of a committee on a day, ended ones too."""
    return _views(Committee.objects.filter(parent_id=committee_id).order_by("pk"), on)


def decisions(committee_id: int) -> tuple[CommitteeDecisionView, ...]:
    """This will list what founded, changed and ended a committee, newest first, with who came and who went."""
    rows = CommitteeDecision.objects.filter(committee_id=committee_id).order_by("-holds_from", "-pk")
    seats = [*_loaded(CommitteeMember.objects.filter(committee_id=committee_id))]
    names = agencies_by_id({agency_id for seat in seats if (agency_id := _agency_id(seat))})

    def called(seat: CommitteeMember) -> str:
        agency_id = _agency_id(seat)
        place = names[agency_id].short_name if agency_id in names else ""
        person = seat.post.person.name if seat.post else seat.person.name if seat.person else ""
        return ", ".join(part for part in (person, seat.post.title if seat.post else seat.title, place) if part)

    return tuple(
        CommitteeDecisionView(
            kind=row.kind,
            label=DECISION_LABELS[row.kind],
            title=row.title,
            document=row.document,
            holds_from=row.holds_from,
            joined=tuple(called(seat) for seat in seats if seat.valid_from == row.holds_from),
            left=tuple(
                called(seat)
                for seat in seats
                if seat.valid_to == row.holds_from - timedelta(days=1) and row.kind != "end"
            ),
        )
        for row in rows
    )


def in_charge(
    on: date, *, area_id: int | None = None, agency_id: int | None = None, words: str = ""
) -> tuple[Charge, ...]:
    """This will list who answered for what on a day: every seat, or those that answer to what is asked.

    area_id: seats that name the area, and all seats of the area's own committees. agency_id: seats of the agency's
    people. words: found in the field, the person's name, the title or the committee's name, marks aside.
    """
    wanted = fold(words).split()
    return tuple(
        Charge(view, seat)
        for view in committees(on)
        for seat in view.seats
        if (area_id is None or area_id == view.area_id or area_id in seat.area_ids)
        and (agency_id is None or agency_id == seat.agency_id)
        and all(word in _searched(view, seat) for word in wanted)
    )


def committee_kinds() -> tuple[tuple[str, str], ...]:
    """This will list the kinds of committees with their Vietnamese names."""
    return tuple(COMMITTEE_LABELS.items())


def seat_roles(committee_kind: str) -> tuple[tuple[str, str], ...]:
    """This will list the roles of seats with the names that a kind of committee gives them, leaders first."""
    return tuple((role, seat_label(committee_kind, role)) for role in SEAT_LABELS)


def _searched(view: CommitteeView, seat: SeatView) -> str:
    return fold(f"{seat.field} {seat.person_name} {seat.title} {seat.agency_name} {view.name}")


def _loaded(rows: "QuerySet[CommitteeMember]") -> "QuerySet[CommitteeMember]":
    return rows.select_related("post__person", "person").prefetch_related("areas").order_by("pk")


def _standing(on: Any, of: str = "") -> Q:
    """Committees, seats (or `of` what these belong to) that there were on a day."""
    return Q(**{f"{of}valid_from__lte": on}) & (Q(**{f"{of}valid_to__isnull": True}) | Q(**{f"{of}valid_to__gte": on}))


def _agency_id(seat: CommitteeMember) -> int | None:
    return seat.post.agency_id if seat.post else seat.agency_id


def _views(rows: "QuerySet[Committee]", on: date) -> tuple[CommitteeView, ...]:
    found = [*rows]
    held = [*_loaded(CommitteeMember.objects.filter(_standing(on), committee__in=found))]
    agency_ids = {agency_id for seat in held if (agency_id := _agency_id(seat))}
    agencies = agencies_by_id(agency_ids | {row.standing_id for row in found if row.standing_id})
    offices = posts_in({seat.agency_id for seat in held if seat.agency_id}, on)
    kinds = {row.pk: row.kind for row in found}
    by_committee: dict[int, list[SeatView]] = {row.pk: [] for row in found}
    for seat in sorted(held, key=lambda seat: (rank(seat.role), seat.pk)):
        view = _seat(seat, on, kinds[seat.committee_id], agencies, offices)
        by_committee[seat.committee_id].append(view)
    return tuple(
        CommitteeView(
            id=row.pk,
            name=row.name,
            kind=row.kind,
            area_id=row.area_id,
            parent_id=row.parent_id,
            standing=agencies.get(row.standing_id or 0),
            founded_by=row.founded_by,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            seats=tuple(by_committee[row.pk]),
        )
        for row in found
    )


def _seat(
    seat: CommitteeMember,
    on: date,
    kind: str,
    agencies: dict[int, AgencyView],
    offices: dict[int, tuple[PostView, ...]],
) -> SeatView:
    agency_id = _agency_id(seat)
    person_id, name, title = _holder(seat, on, offices)
    return SeatView(
        id=seat.pk,
        by="post" if seat.post else "person" if seat.person else "office",
        person_name=name,
        title=title,
        agency_id=agency_id,
        agency_name=agencies[agency_id].short_name if agency_id in agencies else "",
        role=seat.role,
        role_label=seat_label(kind, seat.role),
        field=seat.field,
        area_ids=tuple(one.area_id for one in seat.areas.all()),
        valid_from=seat.valid_from,
        valid_to=seat.valid_to,
        person_id=person_id,
    )


def _holder(seat: CommitteeMember, on: date, offices: dict[int, tuple[PostView, ...]]) -> tuple[int | None, str, str]:
    """Who held the seat that day (None and "" for nobody), and by which title."""
    if seat.post is not None:
        there = seat.post.person if _holds(seat.post, on) else None
        return (there.pk, there.name, seat.post.title) if there else (None, "", seat.post.title)
    if seat.person is not None:
        return seat.person.pk, seat.person.name, seat.title
    held = first_holder(offices.get(seat.agency_id or 0, ()), seat.title)
    return (held.person_id, held.person_name, held.title) if held else (None, "", seat.title)


def first_holder(held: Iterable[PostView], title: str) -> PostView | None:
    """This will find who fills an office among an agency's posts: by its title, or the head where it names none."""
    return next((post for post in held if (same_title(post.title, title) if title else post.is_head)), None)


def _holds(post: Post, on: date) -> bool:
    view = post_view(post)
    return (view.valid_from is None or view.valid_from <= on) and (view.valid_to is None or view.valid_to >= on)
