"""The map as a list and as tiles, and one page for each area."""

from collections import Counter
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.agencies import queries as agencies
from pcmt.areas import queries
from pcmt.areas.queries import AreaView
from pcmt.web.areas.panels import panels, tile_states
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


@page("areas.view")
@require_safe
def area(request: ActorRequest, area_id: int) -> HttpResponse:
    """This will show one area: its agencies and posts, its past, and what other packages know of it."""
    today, at = timezone.localdate(), timezone.now()
    shown = queries.area(area_id, today)
    kinds = [code for code, _ in agencies.kinds()]
    found = sorted(agencies.agencies(area_id=area_id, on=today), key=lambda agency: kinds.index(agency.kind))
    posts = agencies.posts_in([agency.id for agency in found], today)
    steps = queries.successions(area_id)
    names = queries.areas_by_id({area for step in steps for area in (step.old_id, step.new_id)}, today)
    above = queries.areas_by_id(queries.ancestors(area_id, today), today)
    values = {
        "title": shown.full_name,
        "lead": " · ".join(
            part
            for part in (f"Mã {shown.code}", shown.former_district and f"trước đây thuộc {shown.former_district}")
            if part
        ),
        "area": shown,
        "above": [*above.values()],
        "agencies": [(agency, posts.get(agency.id, ())) for agency in found],
        "versions": queries.versions(area_id),
        "successions": [(step, names.get(step.old_id), names.get(step.new_id)) for step in steps],
        "panels": panels(request.actor, shown, at),
    }
    return render(request, "areas/area.html", values)


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
