"""Which figures of a public table are held back, so that no small count can be read or worked out.

A count of one to four people in a commune may point at them. Holding back that one figure alone is no help where the
sum of all is published: it is the sum less the rest. So others are held back beside it (complementary suppression),
until what was held back together could be divided in many ways, also for who knows the other tables of the page. Which
others is drawn by lot: who knows that always the smallest are taken can tell from what was not taken ("minimality
attack"; the tests try it on every small table).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

LEAST = 5
"""The smallest count that is published as it is, unless a setting says otherwise; none at all (0) always is."""


@dataclass(frozen=True)
class Held:
    """What of a table is held back: the places of its parts, and whether their sum is as well."""

    parts: frozenset[int]
    total: bool


NOTHING_ELSE: Mapping[int, "Bounds"] = {}


@dataclass(frozen=True)
class Bounds:
    """What other tables tell of a part: no smaller than one of them, no larger than another (None: no end)."""

    low: Fraction = Fraction(1)
    high: Fraction | None = None


ALONE = Bounds()


@dataclass(frozen=True)
class Around:
    """Figures of other tables at one area in one period. wholes: sums that hold a figure; parts: counts within it.

    rests: such a sum without the other published parts that a reader can take from it. before: what was told of the
    same count earlier in its year, where it only grows.
    """

    wholes: tuple[Fraction, ...] = ()
    parts: tuple[Fraction, ...] = ()
    rests: tuple[Fraction, ...] = ()
    before: Fraction | None = None


def gives_away(count: Fraction, around: Around, least: int) -> bool:
    """This will tell whether a count would tell a small one to who takes it from another, or another from it."""
    left = [sum_of - count for sum_of in around.rests]
    grown = [] if around.before is None else [count - around.before]
    return count > 0 and any(is_small(one, least) for one in (*left, *grown))


def bounds_of(around: Around, least: int) -> Bounds:
    """This will give what other tables tell of a count; a sum that is small itself is not told, so tells nothing."""
    highs = [one for one in around.wholes if one >= least]
    return Bounds(max([Fraction(1), *around.parts]), min(highs, default=None))


def held_back(
    counts: Sequence[Fraction | None],
    lot: Sequence[int],
    least: int = LEAST,
    also: Collection[int] = (),
    bounds: Mapping[int, Bounds] = NOTHING_ELSE,
) -> Held:
    """This will choose what to hold back of a table whose parts add up to a published sum; None: a part not known.

    Every count from 1 to `least - 1` is; then others in the order of `lot` (all places, in an order that readers do not
    know and that stays the same from period to period), until each part held back could be as large as `least` or more.
    Where no others are left, the sum is held back too. A part that is not known yet is no cover for another: it is told
    one day, and what was seen before that must not give anything away then. also: places that tell too much for another
    reason (a rate of very few). bounds: by place, what a reader knows of the part from other tables.
    """
    parts = {place for place, count in enumerate(counts) if count is not None and is_small(count, least)} | {*also}
    if not parts:
        return Held(frozenset(), False)
    known = [Fraction(0) if count is None else count for count in counts]
    cover = [place for place in lot if known[place] > 0 and place not in parts]
    while not is_covered([known[place] for place in parts], least, [bounds.get(place, ALONE) for place in parts]):
        if not cover:
            return Held(frozenset(parts), True)
        parts.add(cover.pop(0))
    return Held(frozenset(parts), False)


def is_small(count: Fraction, least: int) -> bool:
    """This will tell whether a count is too small to be published; nobody at all is told."""
    return 0 < count < least


def is_covered(held: Sequence[Fraction], least: int, bounds: Sequence[Bounds] = ()) -> bool:
    """This will tell whether parts whose sum is known hide each other.

    Each may be anything between what is left when all others are as large, and as small, as they can be: that must
    reach `least`, so that nobody can tell a small count from one held back to cover it, and leave more than one answer.
    One part alone is never hidden.
    """
    bounds = bounds or [ALONE] * len(held)
    if len(held) < 2:
        return False
    total, lows = sum(held, Fraction(0)), sum((one.low for one in bounds), Fraction(0))
    for place, one in enumerate(bounds):
        if one.low >= least:
            continue  # it only covers: other tables tell already that it is no small count
        most = total - (lows - one.low)
        most = most if one.high is None else min(most, one.high)
        others = [other.high for at, other in enumerate(bounds) if at != place]
        ends = [high for high in others if high is not None]
        fewest = max(one.low, total - sum(ends, Fraction(0))) if len(ends) == len(others) else one.low
        if most < least or most == fewest:
            return False
    return True
