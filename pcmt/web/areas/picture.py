"""What the picture of a map shows: every unit with what fills it, by boundaries where most have one, else by tiles."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from pcmt.areas import queries
from pcmt.areas.queries import AreaView, OutlineMark
from pcmt.web.areas.drawing import Drawing, draw
from pcmt.web.areas.slots import TileStates
from pcmt.web.components import Fill, State, Tile

PLAIN = State("on", "đang hoạt động")
UNTOLD = State("void", "thiếu dữ liệu")
MANY = 40  # from here on names need the whole width of a page


@dataclass(frozen=True)
class Place:
    """One unit in the drawing: where it leads, its path, its label, and whether it is not among those wanted."""

    name: str
    number: int
    url: str
    state: Fill
    path: str
    x: int
    y: int
    text: str
    is_dim: bool
    key: int = 0


@dataclass(frozen=True)
class Picture:
    """A picture of the map: places of a drawing, or tiles; `missing` units have no boundary and stand in the list.

    legend: what the fills mean; empty where all are filled alike.
    """

    title: str
    width: int
    height: int
    places: tuple[Place, ...]
    tiles: tuple[Tile, ...]
    missing: int
    sources: tuple[str, ...]
    is_wide: bool
    legend: tuple[Fill, ...] = ()

    @property
    def shapes(self) -> SafeString:
        """The shapes, each a link that says its number, name and fill.

        Written here: a template's loop takes ten times as long over the 130 communes of a province.
        """
        return format_html_join(
            "",
            '<a href="{}" data-key="{}"{}><title>{}. {}: {}</title><path fill="url(#fill-{})" d="{}"/></a>',
            (
                (one.url, one.key, DIM if one.is_dim else "", one.number, one.name, words, kind, one.path)
                for one in self.places
                for words, kind in [(one.state.words, one.state.kind)]
            ),
        )

    @property
    def labels(self) -> SafeString:
        """The names and numbers written on the shapes."""
        return format_html_join(
            "", '<text x="{}" y="{}">{}</text>', ((one.x, one.y, one.text) for one in self.places if one.text)
        )


DIM = mark_safe(' class="dim"')  # a constant


def picture_of(
    units: Sequence[AreaView], shown: TileStates | None, on: date, urls: Mapping[int, str], wanted: Set[int] | None
) -> Picture | None:
    """This will draw units of a day's map, or lay them as tiles; None where neither can be told of most of them.

    urls: where each leads. wanted: the units asked for; the others are drawn fainter. None asks for all.
    """
    title, legend = (shown.title, tuple(shown.legend)) if shown else ("Bản đồ", ())
    marks = queries.outline_marks([one.id for one in units], on) if units else {}
    if marks and 2 * len(marks) >= len(units):
        places, drawing = _places(units, marks, shown, urls, wanted)
        sources = tuple(sorted({mark.source for mark in marks.values() if mark.source}))
        missing = len(units) - len(places)
        return Picture(title, drawing.width, drawing.height, places, (), missing, sources, True, legend)
    tiles = tuple(
        Tile(one.short_name, *one.tile, _state(one, shown), urls.get(one.id, ""), str(one.id))
        for one in units
        if one.tile
    )
    if not tiles:
        return None
    return Picture(title, 0, 0, (), tiles, len(units) - len(tiles), (), len(tiles) > MANY, legend)


def _places(
    units: Sequence[AreaView],
    marks: Mapping[int, OutlineMark],
    shown: TileStates | None,
    urls: Mapping[int, str],
    wanted: Set[int] | None,
) -> tuple[tuple[Place, ...], Drawing]:
    drawn = [(number, one) for number, one in enumerate(units, start=1) if one.id in marks]
    drawing = _drawing(tuple(marks[one.id] for _, one in drawn), tuple(one.short_name for _, one in drawn))
    places = tuple(
        Place(
            name=one.full_name,
            number=number,
            url=urls.get(one.id, ""),
            state=_state(one, shown),
            path=shape.path,
            x=shape.label.x if shape.label else 0,
            y=shape.label.y if shape.label else 0,
            text=(one.short_name if shape.label.is_name else str(number)) if shape.label else "",
            is_dim=wanted is not None and one.id not in wanted,
            key=one.id,
        )
        for (number, one), shape in zip(drawn, drawing.shapes, strict=True)
    )
    return places, drawing


@lru_cache(maxsize=32)
def _drawing(marks: tuple[OutlineMark, ...], names: tuple[str, ...]) -> Drawing:
    """The drawing of outlines: the same are drawn once, a process keeps the last few maps."""
    lines = queries.outlines_of(marks)
    return draw(tuple(lines[mark.area_id] for mark in marks), names)


def _state(one: AreaView, shown: TileStates | None) -> Fill:
    return shown.by_area.get(one.id, UNTOLD) if shown else PLAIN
