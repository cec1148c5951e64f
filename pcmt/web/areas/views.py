"""The map as a list and as tiles."""

from collections import Counter
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.areas import queries
from pcmt.areas.queries import AreaView
from pcmt.web.areas.panels import tile_states
from pcmt.web.areas.slots import TileStates
from pcmt.web.components import State, Tile
from pcmt.web.views import ActorRequest, page
from vanban.text import fold, sort_key

PLAIN = State("on", "đang hoạt động")


@page("areas.view")
@require_safe
def areas(request: ActorRequest) -> HttpResponse:
    """This will show the province's communes as tiles and as a list by former district."""
    today, at = timezone.localdate(), timezone.now()
    province = queries.province(today)
    found = queries.communes(province.id, today) if province else ()
    wanted = request.GET.get("q", "").strip()
    listed = [area for area in found if fold(wanted) in fold(f"{area.full_name} {area.former_district} {area.code}")]
    fill = tile_states(request.actor, found, at)
    values = {
        "title": f"{_counted(found)} của {_in_text(province)}" if province and found else "Địa bàn",
        "lead": "Bản đồ hành chính hôm nay; chọn một địa bàn để xem mọi số liệu của nơi đó",
        "province": province,
        "may_import": request.actor.may_somewhere("areas.hand_in_file"),
        "q": wanted,
        "tiles": [_tile(area, fill) for area in found if area.tile],
        "fill": fill,
        "groups": _by_former_district(listed, fill),
    }
    return render(request, "areas/list.html", values)


def _tile(area: AreaView, fill: TileStates | None) -> Tile:
    column, row = area.tile or (1, 1)
    state = fill.by_area.get(area.id, State("void", "thiếu dữ liệu")) if fill else PLAIN
    return Tile(area.short_name, column, row, state, reverse("areas.area", args=[area.id]))


def _by_former_district(
    areas: list[AreaView], fill: TileStates | None
) -> list[tuple[str, list[tuple[AreaView, State | None]]]]:
    def district(area: AreaView) -> tuple[str, str]:
        return sort_key(area.former_district), area.former_district

    states = fill.by_area if fill else {}
    return [
        (name, [(area, states.get(area.id)) for area in group])
        for (_, name), group in groupby(sorted(areas, key=district), key=district)
    ]


def _in_text(area: AreaView) -> str:
    """In a sentence the type is written small: "tỉnh Hoa Mai"."""
    return f"{area.type_label.lower()} {area.short_name}"


def _counted(areas: tuple[AreaView, ...]) -> str:
    """In words as offices write them: "30 xã, 8 phường"."""
    counts = Counter(area.type_label.lower() for area in areas)
    return ", ".join(f"{counts[word]} {word}" for word in ("xã", "phường", "đặc khu") if counts[word])
