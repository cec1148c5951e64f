"""Rings of boundaries in whole ten-thousandths of a degree (about 11 m): closed, wound, measured, checked.

Whole numbers make every test of sides exact, so that no rounding decides whether two lines cross.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

A_DEGREE = 10_000
Point: TypeAlias = tuple[int, int]
Ring: TypeAlias = tuple[Point, ...]
Polygon: TypeAlias = tuple[Ring, ...]

# Vietnam with its seas lies well inside; what lies outside was drawn in another system of coordinates.
WEST, SOUTH, EAST, NORTH = 101 * A_DEGREE, 6 * A_DEGREE, 118 * A_DEGREE, 24 * A_DEGREE
FEWEST = 4  # a triangle, with its first point again at the end


@dataclass(frozen=True)
class Box:
    """The box around points; all four bounds included."""

    west: int
    south: int
    east: int
    north: int


def box_of(points: Iterable[Point]) -> Box:
    """This will give the box around points; there must be one at least."""
    columns, rows = zip(*points, strict=True)
    return Box(min(columns), min(rows), max(columns), max(rows))


def in_vietnam(box: Box) -> bool:
    """This will tell whether a box lies in Vietnam with its seas."""
    return box.west >= WEST and box.east <= EAST and box.south >= SOUTH and box.north <= NORTH


def is_swapped(box: Box) -> bool:
    """This will tell whether a box lies in Vietnam once longitude and latitude change places."""
    return not in_vietnam(box) and in_vietnam(Box(box.south, box.west, box.north, box.east))


def tidied(ring: Sequence[Point]) -> Ring:
    """This will drop points that repeat or lie on a straight line, and close the ring; empty where it holds nothing."""
    kept: list[Point] = []
    for point in ring:
        while len(kept) > 1 and _side(kept[-2], kept[-1], point) == 0 and _between(kept[-2], kept[-1], point):
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    closed = (*kept, *kept[:1])
    return closed if len(closed) >= FEWEST and twice_the_area(closed) else ()


def twice_the_area(ring: Ring) -> int:
    """This will give twice the area of a closed ring, positive where it runs counter-clockwise."""
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(ring))


def wound(polygon: Sequence[Ring]) -> Polygon:
    """This will turn the outer ring counter-clockwise and the holes clockwise (RFC 7946, 3.1.6)."""
    return tuple(
        ring if (twice_the_area(ring) > 0) == (number == 0) else ring[::-1] for number, ring in enumerate(polygon)
    )


def centre_of(polygons: Sequence[Sequence[Ring]]) -> tuple[Fraction, Fraction]:
    """This will give the centre of gravity of the largest outer ring, as (x, y)."""
    ring = max((polygon[0] for polygon in polygons), key=lambda outer: abs(twice_the_area(outer)))
    weights = [x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(ring)]
    whole = 3 * sum(weights)
    column = sum((x + next_x) * weight for ((x, _), (next_x, _)), weight in zip(pairwise(ring), weights, strict=True))
    row = sum((y + next_y) * weight for ((_, y), (_, next_y)), weight in zip(pairwise(ring), weights, strict=True))
    return Fraction(column, whole), Fraction(row, whole)


class TooIntricate(Exception):
    """This will say that looking for crossings would take too long."""


@dataclass
class Work:
    """What may still be spent on a file: points to read, and lines to compare."""

    points: int
    comparisons: int


def crossing(polygon: Polygon, work: Work) -> Point | None:
    """This will find a place where two lines of a polygon cross; None where none do.

    Lines are swept from west to east, each compared only with those that still run beside it; raises
    TooIntricate where no work is left. Touching in a point is no crossing: rounding brings that about.
    """
    edges = sorted(_edges(polygon))
    running: list[tuple[Point, Point]] = []
    for start, end in edges:
        running = [edge for edge in running if edge[1][0] >= start[0]]
        work.comparisons -= len(running) + 1
        if work.comparisons < 0:
            raise TooIntricate
        low, high = sorted((start[1], end[1]))
        for other in running:
            beside = max(other[0][1], other[1][1]) >= low and min(other[0][1], other[1][1]) <= high
            if beside and _cross((start, end), other):
                return start
        running.append((start, end))
    return None


def _edges(polygon: Polygon) -> Iterator[tuple[Point, Point]]:
    for ring in polygon:
        for one, other in pairwise(ring):
            yield (one, other) if one <= other else (other, one)


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two lines cross inside both; those that only touch have a point with no side."""
    sides = _side(*one, other[0]) * _side(*one, other[1])
    return sides < 0 and _side(*other, one[0]) * _side(*other, one[1]) < 0


def _side(start: Point, end: Point, point: Point) -> int:
    turn = (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
    return (turn > 0) - (turn < 0)


def _between(start: Point, middle: Point, end: Point) -> bool:
    """Whether a point on the line through two others lies between them, so that dropping it changes nothing."""
    return min(start[0], end[0]) <= middle[0] <= max(start[0], end[0]) and min(start[1], end[1]) <= middle[1] <= max(
        start[1], end[1]
    )
