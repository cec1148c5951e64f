"""The map of a day: which units stood on it, under whom. Every question names the day whose map it means."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pcmt.areas.models import AreaVersion, Succession
from pcmt.areas.rules.names import TYPE_LABELS, full_name
from pcmt.kernel.descent import descend
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared
from vanban.text import fold, format_date

IN_ONE_GO = 500
COLUMNS = (
    "area_id", "code", "name", "type", "level", "parent_id", "former_district", "tile_col", "tile_row", "sort_key",
)  # fmt: skip


@dataclass(frozen=True)
class AreaView:
    """An area as it was on the day asked. `tile` is (column, row) in the tile map, counted from 1."""

    id: int
    code: str
    name: str
    type: str
    level: str
    parent_id: int | None
    full_name: str
    short_name: str
    former_district: str
    tile: tuple[int, int] | None
    sort_key: str

    @property
    def type_label(self) -> str:
        """The type in Vietnamese: "Xã"."""
        return TYPE_LABELS[self.type]


def on_map(on: Any) -> QuerySet[AreaVersion]:
    """This will give the versions that held on a day; for the other questions of this package."""
    return AreaVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


_PROVINCES = Prepared(lambda on: on_map(on).filter(level=AreaVersion.Level.PROVINCE).values_list(*COLUMNS))
_ONE = Prepared(lambda area_id, on: on_map(on).filter(area_id=area_id).values_list(*COLUMNS))
_UNDER = Prepared(lambda area_id, on: on_map(on).filter(parent_id=area_id).values_list(*COLUMNS))
_THESE = Prepared(lambda ids, on: on_map(on).filter(area_id__in=ids).values_list(*COLUMNS))


def area(area_id: int, on: date) -> AreaView:
    """This will give the area on that day's map; raises NotFound where it did not exist then."""
    found = _ONE.first(area_id, on)
    if found is None:
        raise _not_there(f"đơn vị {area_id}", on)
    return _view(found)


def communes_by_code(codes: Iterable[str], on: date) -> dict[str, AreaView]:
    """This will find the communes that bore codes on a day; a code that none bore has no key."""
    asked, found = sorted(set(codes)), dict[str, AreaView]()
    for start in range(0, len(asked), IN_ONE_GO):
        rows = _lowest(on).filter(code__in=asked[start : start + IN_ONE_GO])
        found |= {row.code: view_of(row) for row in rows}
    return found


def _lowest(on: Any) -> QuerySet[AreaVersion]:
    """The communes of a day, and the districts that had none."""
    below = on_map(on).filter(parent_id=OuterRef("area_id"), level=AreaVersion.Level.COMMUNE)
    bare = Q(level=AreaVersion.Level.DISTRICT) & ~Exists(below)
    return on_map(on).filter(Q(level=AreaVersion.Level.COMMUNE) | bare)


def _communes(province_id: Any, on: Any) -> QuerySet[AreaVersion, tuple[Any, ...]]:
    districts = on_map(on).filter(parent_id=province_id, level=AreaVersion.Level.DISTRICT).values("area_id")
    return _lowest(on).filter(Q(parent_id=province_id) | Q(parent_id__in=districts)).values_list(*COLUMNS)


_COMMUNES = Prepared(_communes)


def area_by_code(code: str, on: date) -> AreaView:
    """This will find the area that bore the code on that day; raises NotFound where none did."""
    return _one(on_map(on).filter(code=code), f"mã {code}", on)


def province(on: date) -> AreaView | None:
    """This will give the province that this installation serves; None where it cannot be told on that day's map.

    Where several stand on the map (a neighbour's history was loaded too, or the parts that became this province), the
    one served is the province opened first, or what became of it; its parts of before are several, and none serves.
    """
    found = provinces(on)
    if len(found) <= 1:
        return found[0] if found else None
    served = _served()
    return next((view for view in found if view.id in served), None)


def provinces(on: date) -> tuple[AreaView, ...]:
    """This will list the provinces on the map, in Vietnamese order."""
    return _in_order(_PROVINCES.all(on))


def served_provinces(on: date, province_id: int | None = None) -> tuple[AreaView, ...]:
    """This will list the provinces of that day whose land is now the served province's: itself, or its parts.

    province_id: another province than the one served here.
    """
    kin = set(_served()) if province_id is None else {province_id}
    ahead = kin
    while ahead:
        ahead = {*Succession.objects.filter(new_id__in=ahead).values_list("old_id", flat=True)} - kin
        kin |= ahead
    return tuple(view for view in provinces(on) if view.id in kin)


def areas_of_level(level: str, on: date) -> tuple[AreaView, ...]:
    """This will list the areas of a level on the map, in Vietnamese order; an island district is also a commune."""
    if level == AreaVersion.Level.COMMUNE:
        return _views(_lowest(on))
    return _views(on_map(on).filter(level=level))


def below(area_ids: Collection[int], on: date) -> tuple[AreaView, ...]:
    """This will list all that lies in areas on that day's map, themselves left out, in Vietnamese order."""
    inside = {one for found in within(area_ids, on).values() for one in found}
    return _views(on_map(on).filter(area_id__in=inside - set(area_ids)))


def communes(province_id: int, on: date) -> tuple[AreaView, ...]:
    """This will list the communes of a province in Vietnamese order, also where districts stood between.

    An island district that had no communes is counted as one: it was the lowest unit, and is a đặc khu today.
    """
    return _in_order(_COMMUNES.all(province_id, on))


def children(area_id: int, on: date, level: str | None = None) -> tuple[AreaView, ...]:
    """This will list the areas right under one, in Vietnamese order; `level` keeps only that level."""
    return tuple(view for view in _in_order(_UNDER.all(area_id, on)) if level in (None, view.level))


def levels(area_ids: Collection[int], on: date) -> dict[int, str]:
    """This will tell the level of each area on that day's map; those that did not stand then have no key."""
    wanted = set(area_ids)
    if len(wanted) <= IN_ONE_GO:  # the same question as `areas_by_id`, which a page asks once
        return {row[COLUMNS.index("area_id")]: row[COLUMNS.index("level")] for row in _THESE.all(wanted, on)}
    return {one: level for one, level in on_map(on).values_list("area_id", "level") if one in wanted}


def communes_in(area_ids: Collection[int], on: date) -> dict[int, tuple[int, ...]]:
    """This will name the communes that make areas up, in no order, also where districts stood between.

    One query for all; two more where an area has none right under it.
    """
    found: dict[int, list[int]] = {area_id: [] for area_id in area_ids}
    rows = on_map(on).filter(parent_id__in=set(area_ids), level=AreaVersion.Level.COMMUNE)
    for parent_id, area_id in rows.values_list("parent_id", "area_id"):
        found[parent_id or 0].append(area_id)
    if bare := [area_id for area_id, parts in found.items() if not parts]:
        between = on_map(on).filter(parent_id__in=bare, level=AreaVersion.Level.DISTRICT)
        above = {one: parent_id or 0 for one, parent_id in between.values_list("area_id", "parent_id")}
        lowest = _lowest(on).filter(Q(parent_id__in=set(above)) | Q(area_id__in=set(above))) if above else ()
        for row in lowest:
            found[above[row.area_id if row.area_id in above else row.parent_id or 0]].append(row.area_id)
    return {parent: tuple(parts) for parent, parts in found.items()}


def areas_by_id(ids: Iterable[int], on: date) -> dict[int, AreaView]:
    """This will give the areas by identifier; those that did not exist that day are left out."""
    return {view.id: view for view in _in_order(_THESE.all(set(ids), on))}


def search(q: str, on: date) -> tuple[AreaView, ...]:
    """This will find areas of that day's map by code, or by words of the name or former district, marks aside."""
    words = fold(q).split()
    return tuple(view for view in _views(on_map(on)) if words and _answers(view, words))


def ancestors(area_id: int, on: date) -> tuple[int, ...]:
    """This will list the identifiers of the areas above, nearest first (a commune's province)."""
    above: list[int] = []
    parent_id = area(area_id, on).parent_id
    while parent_id is not None and parent_id not in above:
        above.append(parent_id)
        parent_id = area(parent_id, on).parent_id
    return tuple(above)


def within(area_ids: Iterable[int], on: date) -> dict[int, frozenset[int]]:
    """This will give each area with all that lies in it on that day's map, itself included: one question a level."""

    def right_under(parents: Collection[int]) -> Iterable[tuple[int, int | None]]:
        return on_map(on).filter(parent_id__in=parents).values_list("area_id", "parent_id")

    return descend(area_ids, right_under)


def _answers(view: AreaView, words: list[str]) -> bool:
    if words == [view.code]:
        return True
    text = fold(f"{view.full_name} {view.former_district}")
    return all(word in text for word in words)


def _served() -> frozenset[int]:
    """The province opened first and those that took it over, one after another."""
    first = _OPENED_FIRST.first()
    served: list[int] = [] if first is None else [first]
    for area_id in served:
        served += [heir for heir in _WHOLE_HEIRS.all(area_id) if heir not in served]
    return frozenset(served)


_OPENED_FIRST = Prepared(
    lambda: (
        AreaVersion.objects.filter(level=AreaVersion.Level.PROVINCE)
        .order_by("area_id")
        .values_list("area_id", flat=True)[:1]
    )
)
_WHOLE_HEIRS = Prepared(
    lambda area_id: Succession.objects.filter(old_id=area_id, extent=Succession.Extent.WHOLE).values_list(
        "new_id", flat=True
    )
)


def _one(rows: QuerySet[AreaVersion], what: str, on: date) -> AreaView:
    row = rows.first()
    if row is None:
        raise _not_there(what, on)
    return view_of(row)


def _not_there(what: str, on: date) -> NotFound:
    return NotFound(f"Không có {what} trên bản đồ hành chính ngày {format_date(on)}.")


def _views(rows: QuerySet[AreaVersion]) -> tuple[AreaView, ...]:
    # Read as columns: a page asks for the communes of a province many times, and making rows of the model would cost
    # most of it.
    return _in_order(rows.values_list(*COLUMNS))


def _in_order(rows: Iterable[tuple[Any, ...]]) -> tuple[AreaView, ...]:
    # Sorted here: the two databases would order the stored key by different collations.
    return tuple(sorted((_view(columns) for columns in rows), key=lambda view: (view.sort_key, view.code)))


def view_of(row: AreaVersion) -> AreaView:
    """This will show one version; for the other questions of this package."""
    return _view(tuple(getattr(row, column) for column in COLUMNS))


def _view(columns: tuple[Any, ...]) -> AreaView:
    area_id, code, name, kind, level, parent_id, former, column, row, key = columns
    tile = None if column is None or row is None else (column, row)
    return AreaView(area_id, code, name, kind, level, parent_id, full_name(kind, name), name, former, tile, key)
