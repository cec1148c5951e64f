"""What the picture of a map shows: every unit with its state, by boundaries where most have one, else by tiles."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from pcmt.areas import queries
from pcmt.areas.queries import AreaView
from pcmt.web.areas.drawing import draw
from pcmt.web.areas.slots import TileStates
from pcmt.web.components import State, Tile

PLAIN = State("on", "đang hoạt động")
MANY = 40  # from here on names need the whole width of a page


@dataclass(frozen=True)
class Place:
    """One unit in the drawing: where it leads, its path, its label, and whether it is not among those wanted."""

    name: str
    number: int
    url: str
    state: State
    path: str
    x: int
    y: int
    text: str
    is_dim: bool


@dataclass(frozen=True)
class Picture:
    """A picture of the map: places of a drawing, or tiles; `missing` units have no boundary and stand in the list."""

    title: str
    width: int
    height: int
    places: tuple[Place, ...]
    tiles: tuple[Tile, ...]
    missing: int
    sources: tuple[str, ...]
    is_wide: bool


def picture_of(
    communes: Sequence[AreaView], fill: TileStates | None, on: date, today: date, wanted: Set[int] | None
) -> Picture | None:
    """This will draw the communes, or lay them as tiles; None where neither can be told of most of them.

    wanted: the units asked for; the others are drawn fainter. None asks for all.
    """
    title = fill.title if fill else "Bản đồ"
    day = "" if on == today else f"?on={on.isoformat()}"
    outlines = queries.outlines([one.id for one in communes], on) if communes else {}
    if outlines and 2 * len(outlines) >= len(communes):
        drawn = [one for one in communes if one.id in outlines]
        drawing = draw(tuple(outlines[one.id] for one in drawn), tuple(one.short_name for one in drawn))
        numbers = {one.id: number for number, one in enumerate(communes, start=1)}
        places = tuple(
            Place(
                name=one.full_name,
                number=numbers[one.id],
                url=reverse("areas.area", args=[one.id]) + day,
                state=_state(one, fill),
                path=shape.path,
                x=shape.label.x if shape.label else 0,
                y=shape.label.y if shape.label else 0,
                text=(one.short_name if shape.label.is_name else str(numbers[one.id])) if shape.label else "",
                is_dim=wanted is not None and one.id not in wanted,
            )
            for one, shape in zip(drawn, drawing.shapes, strict=True)
        )
        sources = tuple(sorted({outline.source for outline in outlines.values() if outline.source}))
        missing = len(communes) - len(drawn)
        return Picture(title, drawing.width, drawing.height, places, (), missing, sources, True)
    tiles = tuple(
        Tile(one.short_name, *one.tile, _state(one, fill), reverse("areas.area", args=[one.id]) + day)
        for one in communes
        if one.tile
    )
    if not tiles:
        return None
    return Picture(title, 0, 0, (), tiles, len(communes) - len(tiles), (), len(tiles) > MANY)


def _state(one: AreaView, fill: TileStates | None) -> State:
    return fill.by_area.get(one.id, State("void", "thiếu dữ liệu")) if fill else PLAIN
