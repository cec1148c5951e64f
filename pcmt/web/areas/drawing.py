"""A map drawn from outlines: paths and names for a picture that the server writes, scaled to whole units. Pure.

Names stand where they have room, largest unit first; where they have none, the unit's number in the list does; where
that has none either, the unit is told by its tooltip, by the keyboard and in the list.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from pcmt.areas.queries import OutlineView

WIDE = 1000
TALLEST = 1400
SHORTER = Fraction(96, 100)  # the cosine of 16°, the middle of the country
SIZE = 13  # of a name, in units of the picture
LETTER = 7  # how wide a letter of that size is, on the average
MARGIN = 6
FROM_THE_MIDDLE = (5, 4, 6, 3, 7, 2, 8)  # tenths of the height at which a text may stand; of equals the first wins

Ring = tuple[int, ...]


@dataclass(frozen=True)
class Label:
    """Where a text stands (its middle) and whether it is the name or, for want of room, only the number."""

    x: int
    y: int
    is_name: bool


@dataclass(frozen=True)
class Shape:
    """One unit: the commands of its path, and its label where there is room for one."""

    area_id: int
    path: str
    label: Label | None


@dataclass(frozen=True)
class Drawing:
    """A picture of so many units wide and high, and its shapes in the order of the list."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class _Scale:
    """How a place on earth, in ten-thousandths of a degree, falls onto the picture."""

    west: int
    north: int
    per_unit: Fraction

    def point(self, x: int, y: int) -> tuple[int, int]:
        """This will give a place in the picture; y grows downwards."""
        return (
            round((x - self.west) * SHORTER / self.per_unit) + MARGIN,
            round((self.north - y) / self.per_unit) + MARGIN,
        )


def draw(outlines: Sequence[OutlineView], names: Sequence[str], *, wide: int = WIDE, tallest: int = TALLEST) -> Drawing:
    """This will draw outlines, each with the name that belongs to it; there must be one at least.

    wide, tallest: how many units of the picture there are; names keep their size.
    """
    west, east = min(one.box.west for one in outlines), max(one.box.east for one in outlines)
    south, north = min(one.box.south for one in outlines), max(one.box.north for one in outlines)
    across, down = (east - west) * SHORTER, Fraction(north - south)
    scale = _Scale(west, north, max(across / (wide - 2 * MARGIN), down / (tallest - 2 * MARGIN), Fraction(1, 100)))
    rings = {one.area_id: _rings(one, scale) for one in outlines}
    labels = _labels(outlines, names, rings)
    shapes = tuple(Shape(one.area_id, _path(rings[one.area_id]), labels.get(one.area_id)) for one in outlines)
    width, height = scale.point(east, south)
    return Drawing(width + MARGIN, height + MARGIN, shapes)


def _rings(outline: OutlineView, scale: _Scale) -> list[list[tuple[int, int]]]:
    """All rings on the picture's grid; a unit too small for the grid stays a dot of two units."""
    found = []
    for polygon in outline.polygons:
        for ring in polygon:
            points = [scale.point(x, y) for x, y in zip(ring[::2], ring[1::2], strict=True)]
            kept = points[:1] + [point for last, point in pairwise(points) if point != last]
            if len(kept) > 3:
                found.append(kept)
    if not found:
        x, y = scale.point(outline.box.west, outline.box.north)
        found.append([(x, y), (x + 2, y), (x + 2, y + 2), (x, y + 2), (x, y)])
    return found


def _path(rings: Sequence[Sequence[tuple[int, int]]]) -> str:
    return "".join(_commands(rings))


def _commands(rings: Sequence[Sequence[tuple[int, int]]]) -> Iterator[str]:
    for ring in rings:
        yield f"M{ring[0][0]} {ring[0][1]}l"
        yield " ".join(f"{x - last_x} {y - last_y}" for (last_x, last_y), (x, y) in pairwise(ring[:-1]))
        yield "z"


def _labels(
    outlines: Sequence[OutlineView], names: Sequence[str], rings: Mapping[int, list[list[tuple[int, int]]]]
) -> dict[int, Label]:
    """Give the larger units their names first; a text never stands on another."""
    order = [
        (max(rings[one.area_id], key=_twice_the_area), one.area_id, name, number)
        for number, (one, name) in enumerate(zip(outlines, names, strict=True), start=1)
    ]
    order.sort(key=lambda item: -_twice_the_area(item[0]))
    taken: list[tuple[int, int, int, int]] = []
    labels: dict[int, Label] = {}
    for ring, area_id, name, number in order:
        x, y, room = _middle(ring)
        for text, is_name in ((name, True), (str(number), False)):
            half = len(text) * LETTER // 2 + 1
            box = (x - half, y - SIZE // 2 - 1, x + half, y + SIZE // 2 + 1)
            if 2 * half <= room + (LETTER if is_name else 0) and not any(_meet(box, other) for other in taken):
                taken.append(box)
                labels[area_id] = Label(x, y, is_name)
                break
    return labels


def _middle(ring: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """The middle of the widest stretch inside a ring on one of several lines across it, and how wide it is."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = (ring[0][0], ring[0][1], 0)
    for part in FROM_THE_MIDDLE:
        y = low + (high - low) * part // 10
        crossings = sorted(
            x + (next_x - x) * (y - row) // (next_row - row)
            for (x, row), (next_x, next_row) in pairwise(ring)
            if (row <= y) != (next_row <= y)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            if right - left > best[2]:
                best = ((left + right) // 2, y, right - left)
    return best


def _twice_the_area(ring: Sequence[tuple[int, int]]) -> int:
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(ring)))


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
