"""Where a series is heading: three simple, named methods, each with a range, and what is needed to reach a goal.

Points stand at whole steps (periods of one kind, counted from any start); unknown periods are left out, never filled.
All is exact arithmetic, so that the same series gives the same projection everywhere. A projection is a reckoning by
what was, and no promise: each says from how many points it comes and how sure it is.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isqrt, prod
from statistics import mean

LEAST_POINTS = 3
SHORT, LONG = 6, 10
"""Under SHORT points a projection is unsure whatever it says; from LONG on it may be fairly sure."""

CHANCE = 80
"""How often, in percent, the range of a trend would hold the figure if the series went on as before."""

QUANTILES = (
    Fraction(3078, 1000),
    Fraction(1886, 1000),
    Fraction(1638, 1000),
    Fraction(1533, 1000),
    Fraction(1476, 1000),
    Fraction(1440, 1000),
    Fraction(1415, 1000),
    Fraction(1397, 1000),
    Fraction(1383, 1000),
    Fraction(1372, 1000),
)
"""Student's t at 90 % (both sides: CHANCE) for 1, 2, … degrees of freedom; beyond these, the last."""

METHODS = {
    "trend": "xu hướng bình quân (đường thẳng khớp nhất)",
    "season": "mức tăng so với cùng kỳ",
    "last": "tiếp tục mức thay đổi của kỳ gần nhất",
}
SURENESS = {"low": "độ tin cậy thấp", "fair": "độ tin cậy vừa", "good": "độ tin cậy khá"}


@dataclass(frozen=True)
class Point:
    """A known figure at a step."""

    step: int
    value: Fraction


@dataclass(frozen=True)
class Projection:
    """What one method says of a step to come: the figure, its range, and on how much it stands.

    error: by how much, on average, the method missed the last known points when it knew only those before them; None
    where there are too few to try. sureness: a key of SURENESS.
    """

    method: str
    step: int
    value: Fraction
    low: Fraction
    high: Fraction
    points: int
    error: Fraction | None
    sureness: str

    @property
    def label(self) -> str:
        """The method's name, for the screen."""
        return METHODS[self.method]


Drawn = tuple[Fraction, Fraction, Fraction]
Method = Callable[[Sequence[Point], int, int], Drawn | None]


def projections(
    points: Sequence[Point],
    step: int,
    *,
    season: int = 1,
    least: Fraction | None = None,
    most: Fraction | None = None,
    methods: Collection[str] = tuple(METHODS),
) -> tuple[Projection, ...]:
    """This will project a series to a step, by each method that it allows, the one that missed least so far first.

    season: how many steps make a year (1 for yearly figures, which have no season). least, most: what the figure cannot
    go under or over (0, and 100 of a share). methods: those that make sense of this series. None under three points, or
    for a step that is not beyond the last one.
    """
    known = sorted(points, key=lambda point: point.step)
    if len(known) < LEAST_POINTS or step <= known[-1].step:
        return ()
    found = []
    for code, method in _METHODS.items():
        drawn = method(known, step, season) if code in methods else None
        if drawn is None:
            continue
        value, low, high = (_held(one, least, most) for one in drawn)
        error = _missed_by(method, known, season)
        found.append(Projection(code, step, value, low, high, len(known), error, _sureness(known, step)))
    return tuple(sorted(found, key=lambda one: (one.error is None, one.error or 0)))


def needed_change(now: Fraction, mark: Fraction, steps: int) -> Fraction | None:
    """This will tell the change a period that leads from a figure to a mark in so many periods; None without any."""
    return (mark - now) / steps if steps > 0 else None


def usual_change(points: Sequence[Point]) -> Fraction | None:
    """This will tell the change a period so far, from the first known point to the last; None under two points."""
    known = sorted(points, key=lambda point: point.step)
    if len(known) < 2:
        return None
    first, last = known[0], known[-1]
    return (last.value - first.value) / (last.step - first.step)


def _trend(known: Sequence[Point], step: int, season: int) -> Drawn | None:
    """The straight line of least squares, with the range in which one more point would fall (CHANCE)."""
    if len(known) < LEAST_POINTS:
        return None
    count = len(known)
    middle, level = mean(Fraction(point.step) for point in known), mean(point.value for point in known)
    spread = sum((point.step - middle) ** 2 for point in known)
    slope = sum(((point.step - middle) * (point.value - level) for point in known), Fraction(0)) / spread
    left = sum(((point.value - level - slope * (point.step - middle)) ** 2 for point in known), Fraction(0))
    free = count - 2
    variance = left / free * (1 + Fraction(1, count) + (step - middle) ** 2 / spread)
    value = level + slope * (step - middle)
    half = QUANTILES[min(free, len(QUANTILES)) - 1] * _root(variance)
    return value, value - half, value + half


def _season(known: Sequence[Point], step: int, season: int) -> Drawn | None:
    """The figure of the same season a year before, grown as such figures have grown; its range by the least and most.

    Needs three pairs a year apart, and figures above zero: nothing grows from none.
    """
    if season < 2:
        return None
    at = {point.step: point.value for point in known}
    pairs = [(at[one - season], at[one]) for one in at if one - season in at]
    if len(pairs) < LEAST_POINTS or any(before <= 0 for before, _ in pairs):
        return None
    years = -(-(step - known[-1].step) // season)
    start = at.get(step - years * season)
    if start is None:
        return None
    growth = [now / before for before, now in pairs]
    usual = sum((now for _, now in pairs), Fraction(0)) / sum((before for before, _ in pairs), Fraction(0))
    value, low, high = (start * prod([factor] * years) for factor in (usual, min(growth), max(growth)))
    return value, low, high


def _last(known: Sequence[Point], step: int, season: int) -> Drawn | None:
    """The last change, again and again; its range by the smallest and the largest change seen."""
    if len(known) < 2:
        return None
    changes = [(two.value - one.value) / (two.step - one.step) for one, two in pairwise(known)]
    last, ahead = known[-1].value, step - known[-1].step
    return last + ahead * changes[-1], last + ahead * min(changes), last + ahead * max(changes)


_METHODS: dict[str, Method] = {"trend": _trend, "season": _season, "last": _last}


def _missed_by(method: Method, known: Sequence[Point], season: int) -> Fraction | None:
    """By how much a method missed each of the last three points, drawn from those before, on average."""
    misses = []
    for cut in range(max(LEAST_POINTS, len(known) - LEAST_POINTS), len(known)):
        drawn = method(known[:cut], known[cut].step, season)
        if drawn is not None:
            misses.append(abs(drawn[0] - known[cut].value))
    return mean(misses) if misses else None


def _sureness(known: Sequence[Point], step: int) -> str:
    ahead, behind = step - known[-1].step, known[-1].step - known[0].step
    if len(known) < SHORT or ahead > behind:
        return "low"
    return "good" if len(known) >= LONG and 2 * ahead <= behind else "fair"


def _held(value: Fraction, least: Fraction | None, most: Fraction | None) -> Fraction:
    value = value if least is None else max(value, least)
    return value if most is None else min(value, most)


def _root(value: Fraction) -> Fraction:
    """The square root to six decimals, rounded up so that a range is never too narrow; exact for zero."""
    if value == 0:
        return Fraction(0)
    return Fraction(isqrt(value.numerator * 10**12 // value.denominator) + 1, 10**6)
