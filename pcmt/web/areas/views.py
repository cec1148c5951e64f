"""The map of a day: drawn by boundaries, else as tiles, always as a list by district; and the search in it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.areas import queries
from pcmt.areas.queries import LAST_DAY_OF_DISTRICTS, AreaView
from pcmt.web.areas.map_day import MapDay, map_day
from pcmt.web.areas.panels import tile_states
from pcmt.web.areas.picture import picture_of
from pcmt.web.areas.slots import TileStates
from pcmt.web.asked import number_of
from pcmt.web.components import Fill
from pcmt.web.views import ActorRequest, page
from vanban.text import fold, format_date, sort_key

LEVELS = {"commune": "Xã, phường, đặc khu", "district": "Huyện, quận, thị xã", "hamlet": "Thôn, tổ dân phố"}
WORDS = ("xã", "phường", "thị trấn", "đặc khu")
MOST_FORMER = 40
MOST_ROWS = 1_000  # a province has at most some 600 communes, but thousands of hamlets: those are searched for


@dataclass(frozen=True)
class Asked:
    """What the address asks for; nonsense asks for nothing."""

    on: date
    q: str
    level: str
    type: str
    zone: int | None
    province: int | None

    @property
    def narrows(self) -> bool:
        """Whether only some of the units are wanted."""
        return bool(self.q or self.type or self.zone)


@dataclass(frozen=True)
class Row:
    """A unit in the list: where it leads, its number on the map, and what fills it there."""

    area: AreaView
    url: str
    number: int | None
    fill: Fill | None


@page("areas.view")
@require_safe
def areas(request: ActorRequest) -> HttpResponse:
    """This will show the map of a day, today's unless another is asked for, and list its units."""
    day = map_day(request, "tinh", "q")
    asked = _asked(request, day.on)
    served = queries.served_provinces(asked.on, asked.province)
    communes = tuple(one for province in served for one in queries.communes(province.id, asked.on))
    units = communes if asked.level == "commune" else _units(served, asked)
    above = queries.areas_by_id({one.parent_id for one in units if one.parent_id}, asked.on)
    zones = queries.zones(asked.on)
    members = {place.id for zone in zones if zone.id == asked.zone for place in zone.members}
    listed = [one for one in units if _wanted(one, above, asked, members)]
    fill = None if day.is_other else tile_states(request.actor, communes, timezone.now())
    urls = {one.id: day.link(reverse("areas.area", args=[one.id])) for one in (*communes, *listed)}
    values = {
        "title": f"{_counted(communes)} của {_in_text(served)}" if communes else "Địa bàn",
        "lead": _lead(day),
        "asked": asked,
        "day": day,
        "province": served[0] if served else None,
        "may_import": request.actor.may_somewhere("areas.hand_in_file"),
        "may_propose": request.actor.may_somewhere("areas.propose_event"),
        "fill": fill,
        "picture": picture_of(communes, fill, asked.on, urls, {one.id for one in listed} if asked.narrows else None),
        "groups": _by_district(listed[:MOST_ROWS], above, fill, [one.id for one in communes], urls),
        "unlisted": max(len(listed) - MOST_ROWS, 0),
        "former": queries.search_former(asked.q, asked.on)[:MOST_FORMER] if asked.q else (),
        "levels": [(code, label) for code, label in LEVELS.items() if code != "district" or _old(asked.on)],
        "types": sorted({(one.type, one.type_label) for one in units}),
        "zones": zones,
        "provinces": queries.provinces(day.today),
    }
    return render(request, "areas/list.html", values)


def _asked(request: ActorRequest, on: date) -> Asked:
    level = request.GET.get("cap", "")
    return Asked(
        on=on,
        q=request.GET.get("q", "").strip()[:100],
        level=level if level in LEVELS else "commune",
        type=request.GET.get("loai", ""),
        zone=number_of(request.GET.get("khu_vuc", "")),
        province=number_of(request.GET.get("tinh", "")),
    )


def _units(served: Sequence[AreaView], asked: Asked) -> tuple[AreaView, ...]:
    return tuple(one for one in queries.below([each.id for each in served], asked.on) if one.level == asked.level)


def _wanted(one: AreaView, above: dict[int, AreaView], asked: Asked, members: set[int]) -> bool:
    if (asked.type and one.type != asked.type) or (asked.zone and one.id not in members):
        return False
    text = fold(f"{one.full_name} {_district(one, above)} {one.code}")
    return all(word in text for word in fold(asked.q).split())


def _district(one: AreaView, above: dict[int, AreaView]) -> str:
    """The district that a unit lies in or, since there are none, came from; of a hamlet its commune."""
    if one.former_district:
        return one.former_district
    parent = above.get(one.parent_id or 0)
    return parent.full_name if parent and parent.level != "province" else ""


def _by_district(
    areas: Sequence[AreaView],
    above: dict[int, AreaView],
    fill: TileStates | None,
    drawn: Sequence[int],
    urls: Mapping[int, str],
) -> list[tuple[str, list[Row]]]:
    """Each district with its units."""

    def district(area: AreaView) -> tuple[str, str]:
        name = _district(area, above)
        return sort_key(name), name

    states = fill.by_area if fill else {}
    numbers = {area_id: number for number, area_id in enumerate(drawn, start=1)}
    return [
        (name, [Row(area, urls[area.id], numbers.get(area.id), states.get(area.id)) for area in group])
        for (_, name), group in groupby(sorted(areas, key=district), key=district)
    ]


def _old(on: date) -> bool:
    return on <= LAST_DAY_OF_DISTRICTS


def _lead(day: MapDay) -> str:
    if not day.is_other:
        return "Bản đồ hành chính hôm nay; chọn một địa bàn để xem mọi số liệu của nơi đó"
    return f"Bản đồ hành chính ngày {format_date(day.on)}; chọn một địa bàn để xem nơi đó khi ấy và nay"


def _in_text(served: Sequence[AreaView]) -> str:
    """In a sentence the type is written small: "tỉnh Hoa Mai"."""
    return ", ".join(f"{one.type_label.lower()} {one.short_name}" for one in served)


def _counted(areas: tuple[AreaView, ...]) -> str:
    """In words as offices write them: "30 xã, 8 phường"."""
    counts = Counter(area.type_label.lower() for area in areas)
    return ", ".join(f"{counts[word]} {word}" for word in WORDS if counts[word])
