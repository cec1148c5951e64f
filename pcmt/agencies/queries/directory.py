"""The directory: which agencies there were on a day, and what each of them was."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pcmt.agencies.models import Agency, AgencyVersion
from pcmt.kernel.descent import descend
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared
from pcmt.rulebook.queries import book
from vanban.text import format_date, sort_key

COLUMNS = (
    "agency_id", "name", "short_name", "kind", "parent_id", "area_id", "party_line", "address", "phone", "email",
    "contact_title", "valid_to",
)  # fmt: skip
_OF_AREAS = Prepared(
    lambda area_ids, on: AgencyVersion.objects.filter(area_id__in=area_ids, valid_from__lte=on).values_list(
        "valid_from", *COLUMNS
    )
)
_NEAR = Prepared(
    lambda ids, on: (
        on_day(AgencyVersion.objects.filter(Q(agency_id__in=ids) | Q(parent_id__in=ids)), on)
        .annotate(took_over=Exists(Agency.objects.filter(successor_id=OuterRef("agency_id"))))
        .order_by("agency_id")
    )
)
_IN_AREA = Prepared(lambda area_id, on: on_day(AgencyVersion.objects.filter(area_id=area_id), on).values_list(*COLUMNS))
_THESE = Prepared(lambda ids: AgencyVersion.objects.filter(agency_id__in=ids).order_by("valid_from"))
_THESE_ON = Prepared(lambda ids, on: on_day(AgencyVersion.objects.filter(agency_id__in=ids), on).order_by("valid_from"))
_LEFT = Prepared(
    lambda on: (
        Agency.objects.filter(successor__isnull=False, versions__valid_to__lt=on)
        .exclude(versions__in=on_day(AgencyVersion.objects.all(), on))
        .values_list("pk", "successor_id")
    )
)
_sort_key = lru_cache(maxsize=4096)(sort_key)  # a directory's names come again with every question


@dataclass(frozen=True)
class Contact:
    """Where an office is reached, and the title of the post that answers; nothing of a person's own."""

    address: str = ""
    phone: str = ""
    email: str = ""
    title: str = ""

    def __bool__(self) -> bool:
        return any((self.address, self.phone, self.email, self.title))


@dataclass(frozen=True)
class AgencyView:
    """An agency as it was on the day asked. `party_line` marks those that are asked, never ordered, never ranked.

    took_over: the work of an ended agency came to it; only `branches` tells.
    """

    id: int
    name: str
    short_name: str
    kind: str
    parent_id: int | None
    area_id: int
    party_line: bool
    contact: Contact = Contact()
    valid_to: date | None = None
    took_over: bool = False

    @property
    def kind_label(self) -> str:
        """The kind in Vietnamese: "Công an cấp xã"."""
        return book().agency_kinds.get(self.kind, self.kind)


@dataclass(frozen=True)
class AgencyVersionView:
    """One version of an agency, with the days on which it held (both included; no last day means still)."""

    agency: AgencyView
    valid_from: date
    valid_to: date | None
    basis: str


def agency(agency_id: int, on: date | None = None) -> AgencyView:
    """This will give one agency as it was on a day, or as it was last, also after it has ended; raises NotFound."""
    found = agencies_by_id([agency_id], on)
    if not found:
        raise NotFound(f"Không tìm thấy cơ quan {agency_id}{f' ngày {format_date(on)}' if on else ''}.")
    return found[agency_id]


def agencies(
    kind: str | None = None, area_id: int | None = None, *, parent_id: int | None = None, on: date
) -> tuple[AgencyView, ...]:
    """This will list the agencies of that day in Vietnamese order, of one kind, area or parent where asked."""
    if area_id is not None and kind is None and parent_id is None:
        return sorted_views(_view(columns) for columns in _IN_AREA.all(area_id, on))
    asked = {"kind": kind, "area_id": area_id, "parent_id": parent_id}
    rows = on_day(AgencyVersion.objects.all(), on)
    return in_order(rows.filter(**{field: value for field, value in asked.items() if value is not None}))


def agencies_by_id(ids: Iterable[int], on: date | None = None) -> dict[int, AgencyView]:
    """This will give agencies by identifier, as they were on a day or last; those that were not then are left out."""
    rows = _THESE_ON.all(set(ids), on) if on else _THESE.all(set(ids))
    return {row.agency_id: view_of(row) for row in rows}


def last_in(area_ids: Iterable[int], on: date) -> dict[int, tuple[AgencyView, ...]]:
    """This will list the agencies of areas on a day, in Vietnamese order; of an ended area those of its last day."""
    rows: dict[int, list[tuple[date, AgencyView]]] = {area_id: [] for area_id in area_ids}
    # Read as columns: each action on a report asks who answers for its sections.
    for valid_from, *columns in _OF_AREAS.all(rows, on):
        view = _view(columns)
        rows[view.area_id].append((valid_from, view))
    found = {}
    for area_id, versions in rows.items():
        day = min(on, max((view.valid_to or on for _, view in versions), default=on))
        found[area_id] = sorted_views(
            view for since, view in versions if since <= day and (view.valid_to is None or view.valid_to >= day)
        )
    return found


def agencies_of_kinds(kinds: Iterable[str], on: date) -> dict[str, tuple[AgencyView, ...]]:
    """This will list the agencies of that day of several kinds in one question, by kind, in Vietnamese order."""
    found: dict[str, tuple[AgencyView, ...]] = dict.fromkeys(kinds, ())
    for view in in_order(on_day(AgencyVersion.objects.filter(kind__in=found), on)) if found else ():
        found[view.kind] = (*found[view.kind], view)
    return found


def agency_for(area_id: int, kind: str, on: date) -> AgencyView | None:
    """This will find the area's agency of a kind on that day; the first entered where there are several."""
    row = on_day(AgencyVersion.objects.filter(area_id=area_id, kind=kind), on).order_by("agency_id").first()
    return None if row is None else view_of(row)


def agencies_for(area_ids: Iterable[int], kind: str, on: date) -> dict[int, AgencyView]:
    """This will find each area's agency of a kind in one question (see `agency_for`)."""
    rows = on_day(AgencyVersion.objects.filter(area_id__in=set(area_ids), kind=kind), on).order_by("-agency_id")
    return {row.area_id: view_of(row) for row in rows}


def branches(ids: Iterable[int], on: date) -> dict[int, tuple[AgencyView, ...]]:
    """This will give each agency with those right under it in the same area, itself first, in one question.

    A commune's clinic is under its People's Committee; a commune's police, in another area, is not the province's own.
    """
    wanted = set(ids)
    rows = [replace(view_of(row), took_over=row.took_over) for row in _NEAR.all(wanted, on)]
    heads = {row.id: row for row in rows if row.id in wanted}
    return {
        head.id: (head, *(row for row in rows if row.parent_id == head.id and row.area_id == head.area_id))
        for head in heads.values()
    }


def subtrees(ids: Iterable[int], on: date) -> dict[int, frozenset[int]]:
    """This will give each agency with all below it in its own line that day, whatever their area: one question a level.

    The province's police with the communes' police; itself is included.
    """

    def right_under(parents: Collection[int]) -> Iterable[tuple[int, int | None]]:
        return on_day(AgencyVersion.objects.filter(parent_id__in=parents), on).values_list("agency_id", "parent_id")

    return descend(ids, right_under)


def predecessors(ids: Iterable[int], on: date) -> dict[int, frozenset[int]]:
    """This will name the agencies ended by that day whose work came to each, through any number of steps."""

    def left_to(heirs: Collection[int]) -> Iterable[tuple[int, int | None]]:
        rows = Agency.objects.filter(successor_id__in=heirs, versions__valid_to__lt=on)
        return rows.exclude(versions__in=on_day(AgencyVersion.objects.all(), on)).values_list("pk", "successor_id")

    return {heir: found - {heir} for heir, found in descend(ids, left_to).items()}


def heirs(ids: Iterable[int], on: date) -> dict[int, int]:
    """This will give, for agencies ended by that day, who does their work then, through any number of steps."""
    wanted = set(ids)
    steps = dict(_LEFT.all(on))
    found: dict[int, int] = {}
    for agency_id in wanted & steps.keys():
        heir = agency_id
        while heir in steps:
            heir = steps[heir] or heir
        found[agency_id] = heir
    return found


def seated_in(area_ids: Iterable[int], on: date) -> dict[int, int]:
    """This will give the agencies of several areas that day, agency to area, in one question."""
    rows = on_day(AgencyVersion.objects.filter(area_id__in=set(area_ids)), on)
    return dict(rows.values_list("agency_id", "area_id"))


def versions(agency_id: int) -> tuple[AgencyVersionView, ...]:
    """This will list all versions of an agency, newest first."""
    rows = AgencyVersion.objects.filter(agency_id=agency_id).order_by("-valid_from")
    return tuple(AgencyVersionView(view_of(row), row.valid_from, row.valid_to, row.basis) for row in rows)


def successor(agency_id: int) -> AgencyView | None:
    """This will give the agency that took over the work of an ended one, None where none was named."""
    row = AgencyVersion.objects.filter(agency__predecessors=agency_id).order_by("-valid_from").first()
    return None if row is None else view_of(row)


def kinds() -> tuple[tuple[str, str], ...]:
    """This will list the kinds of agencies with their Vietnamese names, as the rulebook has them."""
    return tuple(book().agency_kinds.items())


def on_day(rows: "QuerySet[AgencyVersion]", on: Any) -> "QuerySet[AgencyVersion]":
    """This will narrow versions to those that hold on a day."""
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def in_order(rows: Iterable[AgencyVersion]) -> tuple[AgencyView, ...]:
    """This will give the views of versions in Vietnamese order."""
    return sorted_views(view_of(row) for row in rows)


def sorted_views(views: Iterable[AgencyView]) -> tuple[AgencyView, ...]:
    """This will put views in Vietnamese order, each once; the two databases would order by other collations."""
    by_id = {view.id: view for view in views}
    return tuple(sorted(by_id.values(), key=lambda view: (_sort_key(view.name), view.id)))


def view_of(row: AgencyVersion) -> AgencyView:
    """This will give the view of one version."""
    return _view([getattr(row, column) for column in COLUMNS])


def _view(columns: Sequence[Any]) -> AgencyView:
    agency_id, name, short_name, kind, parent_id, area_id, party_line, *contact, valid_to = columns
    return AgencyView(
        agency_id, name, short_name, kind, parent_id, area_id, party_line, Contact(*contact), valid_to=valid_to
    )
