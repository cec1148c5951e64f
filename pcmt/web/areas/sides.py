"""The old and the new map of one change, side by side: what lay where, and what it lies in now.

Every new unit has a fill of its own, and so have the old units that went into it whole. A new unit whose boundary
nobody has drawn yet is shown by those of the units that it is made of.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle

from django.urls import reverse

from pcmt.areas import queries
from pcmt.areas.queries import AreaView, OutlineView, Passing, events
from pcmt.areas.queries.events import EventView
from pcmt.web.areas.drawing import draw
from pcmt.web.areas.picture import Picture, Place
from pcmt.web.components import Fill, Shade, ShadeKind, State, Tile

FILLS: tuple[ShadeKind, ...] = ("c2", "c4", "c1", "c5", "c3")  # neighbours in the list differ most
DIVIDED = State("void", "chia cho nhiều đơn vị")
A_DAY = timedelta(days=1)
WHOLE = "whole"
HALF = 320  # so many units wide and high, as small maps stand two in a row
MOST_NEW = 6  # units that one was divided into: each asks for what else went there


@dataclass(frozen=True)
class Made:
    """A unit of the new map with the old ones that went into it, each whole or in part; `area` once it stands."""

    name: str
    of: tuple[tuple[AreaView, bool], ...]
    area: AreaView | None = None


@dataclass(frozen=True)
class Side:
    """One of the two maps: its day, its units with their fill and page, and its picture where there can be one."""

    on: date
    units: tuple[tuple[Fill, str, str], ...]
    picture: Picture | None


def sides_of_event(shown: EventView, old: Mapping[str, AreaView]) -> tuple[Side, Side] | None:
    """This will show what a merger or a division does to the map, applied or not. old: the units before, by code."""
    if shown.kind not in {"merge", "split"}:
        return None
    given = {taking.code for unit in shown.change.units for taking in unit.takes}
    stands = events.new_units(shown)
    made = [
        Made(
            unit.full_name,
            (
                *((old[taking.code], taking.whole) for taking in unit.takes if taking.code in old),
                *((old[code], code not in given) for code in [unit.goes_on] if code in old),
            ),
            stands.get(unit.code),
        )
        for unit in shown.change.units
    ]
    return sides([one for one in made if one.of], shown.on)


def sides_of_unit(area_id: int, passings: Sequence[Passing]) -> tuple[Side, Side] | None:
    """This will show the last change in which a unit gave or took something, with all that went the same way."""
    if not passings:
        return None
    on = passings[-1].on
    last = [one for one in passings if one.on == on]
    new = {one.new.id: one.new for one in last}
    if set(new) != {area_id}:
        last = [step for one in [*new][:MOST_NEW] for step in queries.passings(one) if step.on == on]
    kept = queries.areas_by_id(new, on - A_DAY)  # a unit that went on as itself brought its own land
    made = [
        Made(
            one.full_name,
            (
                *((step.old, step.extent == WHOLE) for step in last if step.new.id == one.id),
                *((kept[own], all(step.old.id != own for step in last)) for own in [one.id] if own in kept),
            ),
            one,
        )
        for one in new.values()
    ]
    return sides(made, on)


def sides(made: Sequence[Made], on: date) -> tuple[Side, Side] | None:
    """This will set the map of the day before beside that of the day; None where nothing went anywhere."""
    if not made:
        return None
    eve = on - A_DAY
    to_old = {area.id: _url(area, eve) for one in made for area, _ in one.of}
    to_new = {one.area.id: _url(one.area, on) for one in made if one.area}
    fills = [Shade(kind, one.name) for kind, one in zip(cycle(FILLS), made, strict=False)]
    old = {area.id: area for one in made for area, _ in one.of}
    fill_of_old = {area_id: _fill(area_id, made, fills) for area_id in old}
    lines = queries.outlines(old, eve)
    standing = [(area, area.full_name) for area in old.values()]
    before = _picture("Bản đồ trước thay đổi", standing, fill_of_old, lines, to_old)
    stand_ins = [one.area or _stand_in(number, one) for number, one in enumerate(made, start=1)]
    drawn = queries.outlines([one.area.id for one in made if one.area], on)
    for area, one in zip(stand_ins, made, strict=True):
        joined = _joined(area.id, one, lines)
        if area.id not in drawn and joined:
            drawn[area.id] = joined
    fill_of_new = {area.id: fill for area, fill in zip(stand_ins, fills, strict=True)}
    named = [(area, one.name) for area, one in zip(stand_ins, made, strict=True)]
    after = _picture("Bản đồ sau thay đổi", named, fill_of_new, drawn, to_new)
    told = _told(standing, fill_of_old, to_old), _told(named, fill_of_new, to_new)
    return Side(eve, told[0], before), Side(on, told[1], after)


def _told(
    units: Sequence[tuple[AreaView, str]], fills: Mapping[int, Fill], link: Mapping[int, str]
) -> tuple[tuple[Fill, str, str], ...]:
    return tuple((fills[area.id], name, link.get(area.id, "")) for area, name in units)


def _url(area: AreaView, day: date) -> str:
    return f"{reverse('areas.area', args=[area.id])}?on={day.isoformat()}"


def _fill(area_id: int, made: Sequence[Made], fills: Sequence[Shade]) -> Fill:
    into = [fill for one, fill in zip(made, fills, strict=True) for area, _ in one.of if area.id == area_id]
    return replace(into[0], words=f"vào {into[0].words}") if len(into) == 1 else DIVIDED


def _stand_in(number: int, one: Made) -> AreaView:
    """A view for a unit that does not stand yet: where the first old one lay, under a number that no unit has."""
    return replace(one.of[0][0], id=-number, short_name=one.name.partition(" ")[2] or one.name, full_name=one.name)


def _joined(area_id: int, one: Made, lines: Mapping[int, OutlineView]) -> OutlineView | None:
    """The outlines of what a unit is made of, as one; None unless all of it came whole and has a line."""
    parts = [lines.get(area.id) for area, whole in one.of if whole]
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(one.of):
        return None
    box = known[0].box
    for part in known[1:]:
        box = replace(
            box,
            west=min(box.west, part.box.west),
            south=min(box.south, part.box.south),
            east=max(box.east, part.box.east),
            north=max(box.north, part.box.north),
        )
    return OutlineView(area_id, box, tuple(ring for part in known for ring in part.polygons), known[0].source)


def _picture(
    title: str,
    units: Iterable[tuple[AreaView, str]],
    fills: Mapping[int, Fill],
    lines: Mapping[int, OutlineView],
    link: Mapping[int, str],
) -> Picture | None:
    listed = [*units]
    if all(area.id in lines for area, _ in listed):
        names = [area.short_name for area, _ in listed]
        drawing = draw([lines[area.id] for area, _ in listed], names, wide=HALF, tallest=HALF)
        places = tuple(
            Place(
                name=name, number=number, url=link.get(area.id, ""), state=fills[area.id], path=shape.path,
                x=shape.label.x if shape.label else 0, y=shape.label.y if shape.label else 0,
                text=(area.short_name if shape.label.is_name else str(number)) if shape.label else "", is_dim=False,
            )
            for number, ((area, name), shape) in enumerate(zip(listed, drawing.shapes, strict=True), start=1)
        )  # fmt: skip
        sources = tuple(sorted({lines[area.id].source for area, _ in listed if lines[area.id].source}))
        return Picture(title, drawing.width, drawing.height, places, (), 0, sources, False)
    placed = [(area, *area.tile) for area, _ in listed if area.tile]
    if len(placed) < len(listed):
        return None
    left, top = min(column for _, column, _ in placed), min(row for _, _, row in placed)
    tiles = tuple(
        Tile(area.short_name, column - left + 1, row - top + 1, fills[area.id], link.get(area.id, ""))
        for area, column, row in placed
    )
    return Picture(title, 0, 0, (), tiles, 0, (), False)
