"""How the figures of many places are spread: columns of equal width, and the figures that part them in quarters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST_BINS = 12
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Bin:
    """One column: the figures from `low` up to but not including `high`, and how many they are.

    The last column of measures holds its `high` as well where that is the greatest figure: 100 % stands with 90–100 %.
    """

    low: Fraction
    high: Fraction
    count: int


@dataclass(frozen=True)
class Spread:
    """How figures are spread: least, quarter, half, three quarters, greatest, and the columns from left to right."""

    least: Fraction
    lower: Fraction
    middle: Fraction
    upper: Fraction
    greatest: Fraction
    bins: tuple[Bin, ...]


def spread_of(values: Iterable[Fraction], decimals: int = 0) -> Spread | None:
    """This will describe figures that are shown with so many decimals; None for fewer than two.

    Columns are 1, 2 or 5 times a power of ten wide, never finer than what is shown, and twelve at most.
    """
    ordered = sorted(values)
    if len(ordered) < 2:
        return None
    width = step_for(ordered[-1] - ordered[0], Fraction(1, 10**decimals))
    first, last = ordered[0] // width, ordered[-1] // width
    if decimals and ordered[-1] == last * width and last > first:
        last -= 1
    counts = [0] * (last - first + 1)
    for value in ordered:
        counts[min(value // width, last) - first] += 1
    bins = tuple(Bin((first + place) * width, (first + place + 1) * width, count) for place, count in enumerate(counts))
    lower, middle, upper = (quantile(ordered, Fraction(quarter, 4)) for quarter in (1, 2, 3))
    return Spread(ordered[0], lower, middle, upper, ordered[-1], bins)


def step_for(span: Fraction, finest: Fraction) -> Fraction:
    """This will choose the width of columns over a span: the least that needs no more than twelve."""
    size = finest
    while True:
        for step in STEPS:
            if span // (size * step) + 2 <= MOST_BINS:
                return size * step
        size *= 10


def quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """This will give the figure below which a share lies, on the straight line between its two neighbours.

    ordered: rising, not empty. The definition is R-7 of Hyndman and Fan (1996), the one of spreadsheets.
    """
    place = (len(ordered) - 1) * share
    whole = int(place)
    above = ordered[min(whole + 1, len(ordered) - 1)]
    return ordered[whole] + (above - ordered[whole]) * (place - whole)
