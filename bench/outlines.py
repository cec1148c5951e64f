"""Made-up outlines of units side by side: a grid of crooked edges, each shared by its two neighbours."""

import random
from collections.abc import Iterator
from itertools import pairwise

ACROSS = 13
ON_AN_EDGE = 19  # points between two corners, so that an outline has some eighty
Point = tuple[float, float]


def crooked(units: int) -> list[list[Point]]:
    """This will give the outer ring of each unit in longitude and latitude, row by row of the grid."""
    rnd = random.Random(20261122)
    shaken: dict[object, Point] = {}

    def near(key: object, x: float, y: float, much: float) -> Point:
        if key not in shaken:
            shaken[key] = (round(x + rnd.uniform(-much, much), 4), round(y + rnd.uniform(-much, much), 4))
        return shaken[key]

    def corner(column: int, row: int) -> Point:
        return near((column, row), 104.5 + column * 0.1, 19.5 - row * 0.1, 0.02)

    def edge(start: tuple[int, int], end: tuple[int, int]) -> Iterator[Point]:
        low, high = sorted((start, end))
        (x, y), (far_x, far_y) = corner(*low), corner(*high)
        steps = range(1, ON_AN_EDGE + 1) if start == low else range(ON_AN_EDGE, 0, -1)
        yield corner(*start)
        for step in steps:
            share = step / (ON_AN_EDGE + 1)
            yield near((low, high, step), x + (far_x - x) * share, y + (far_y - y) * share, 0.002)

    def ring(column: int, row: int) -> list[Point]:
        around = [(column, row + 1), (column + 1, row + 1), (column + 1, row), (column, row), (column, row + 1)]
        points = [point for start, end in pairwise(around) for point in edge(start, end)]
        return [*points, points[0]]

    return [ring(number % ACROSS, number // ACROSS) for number in range(units)]
