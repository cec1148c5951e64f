"""What may be asked of the map. Every question names the day whose map it means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from pcmt.areas.models import AreaVersion, Succession
from pcmt.areas.rules.names import LEVEL_LABELS, TYPE_LABELS, full_name
from pcmt.kernel.refusal import NotFound
from vanban.text import fold, format_date


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


@dataclass(frozen=True)
class VersionView:
    """One version of an area, with the days on which it held (both included; no last day means still)."""

    code: str
    full_name: str
    level_label: str
    valid_from: date
    valid_to: date | None
    basis: str


@dataclass(frozen=True)
class SuccessionView:
    """One step from an old area to a new one; `share_per_million` of the old went over, None where unknown."""

    old_id: int
    new_id: int
    extent: str
    share_per_million: int | None
    on: date
    basis: str


def area(area_id: int, on: date) -> AreaView:
    """This will give the area on that day's map; raises NotFound where it did not exist then."""
    return _one(_on_map(on).filter(area_id=area_id), f"đơn vị {area_id}", on)


def area_by_code(code: str, on: date) -> AreaView:
    """This will find the area that bore the code on that day; raises NotFound where none did."""
    return _one(_on_map(on).filter(code=code), f"mã {code}", on)


def province(on: date) -> AreaView | None:
    """This will give the province that this installation serves; None where none, or more than one, is on the map."""
    found = _views(_on_map(on).filter(level=AreaVersion.Level.PROVINCE)[:2])
    return found[0] if len(found) == 1 else None


def communes(province_id: int, on: date) -> tuple[AreaView, ...]:
    """This will list the communes of a province in Vietnamese order, also where districts stood between."""
    districts = _on_map(on).filter(parent_id=province_id, level=AreaVersion.Level.DISTRICT).values("area_id")
    return _views(
        _on_map(on).filter(
            Q(parent_id=province_id) | Q(parent_id__in=districts),
            level=AreaVersion.Level.COMMUNE,
        )
    )


def children(area_id: int, on: date, level: str | None = None) -> tuple[AreaView, ...]:
    """This will list the areas right under one, in Vietnamese order; `level` keeps only that level."""
    found = _on_map(on).filter(parent_id=area_id)
    return _views(found.filter(level=level) if level else found)


def areas_by_id(ids: Iterable[int], on: date) -> dict[int, AreaView]:
    """This will give the areas by identifier; those that did not exist that day are left out."""
    return {view.id: view for view in _views(_on_map(on).filter(area_id__in=set(ids)))}


def search(q: str, on: date) -> tuple[AreaView, ...]:
    """This will find areas of that day's map by code, or by words of the name or former district, marks aside."""
    words = fold(q).split()
    return tuple(view for view in _views(_on_map(on)) if words and _answers(view, words))


def ancestors(area_id: int, on: date) -> tuple[int, ...]:
    """This will list the identifiers of the areas above, nearest first (a commune's province; at most two steps)."""
    above: list[int] = []
    parent_id = area(area_id, on).parent_id
    while parent_id is not None and parent_id not in above:
        above.append(parent_id)
        parent_id = area(parent_id, on).parent_id
    return tuple(above)


def versions(area_id: int) -> tuple[VersionView, ...]:
    """This will list all versions of an area, newest first; raises NotFound where the area never was."""
    rows = tuple(AreaVersion.objects.filter(area_id=area_id).order_by("-valid_from"))
    if not rows:
        raise NotFound(f"Không tìm thấy đơn vị hành chính {area_id}.")
    return tuple(
        VersionView(
            code=row.code,
            full_name=full_name(row.type, row.name),
            level_label=LEVEL_LABELS[row.level],
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            basis=row.basis,
        )
        for row in rows
    )


def successions(area_id: int) -> tuple[SuccessionView, ...]:
    """This will list the steps in which the area gave or received, oldest first."""
    rows = Succession.objects.filter(Q(old_id=area_id) | Q(new_id=area_id)).order_by("on", "pk")
    return tuple(
        SuccessionView(row.old_id, row.new_id, row.extent, row.share_per_million, row.on, row.basis) for row in rows
    )


def _answers(view: AreaView, words: list[str]) -> bool:
    if words == [view.code]:
        return True
    text = fold(f"{view.full_name} {view.former_district}")
    return all(word in text for word in words)


def _on_map(on: date) -> QuerySet[AreaVersion]:
    return AreaVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def _one(rows: QuerySet[AreaVersion], what: str, on: date) -> AreaView:
    row = rows.first()
    if row is None:
        raise NotFound(f"Không có {what} trên bản đồ hành chính ngày {format_date(on)}.")
    return _view(row)


def _views(rows: QuerySet[AreaVersion]) -> tuple[AreaView, ...]:
    # Sorted here: the two databases would order the stored key by different collations.
    return tuple(sorted((_view(row) for row in rows), key=lambda view: (view.sort_key, view.code)))


def _view(row: AreaVersion) -> AreaView:
    tile = None if row.tile_col is None or row.tile_row is None else (row.tile_col, row.tile_row)
    return AreaView(
        id=row.area_id,
        code=row.code,
        name=row.name,
        type=row.type,
        level=row.level,
        parent_id=row.parent_id,
        full_name=full_name(row.type, row.name),
        short_name=row.name,
        former_district=row.former_district,
        tile=tile,
        sort_key=row.sort_key,
    )
