"""Which figures of a public table are held back, so that no small count can be read or worked out.

A count of one to four people in a commune may point at them. Holding back that one figure alone is no help where the
sum of all is published: it is the sum less the rest. So others are held back beside it (complementary suppression),
until what was held back together could be divided in many ways. Which others is drawn by lot: who knows that always the
smallest are taken can tell from what was not taken ("minimality attack"; the tests try it on every small table).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

LEAST = 5
"""The smallest count that is published as it is, unless a setting says otherwise; none at all (0) always is."""


@dataclass(frozen=True)
class Held:
    """What of a table is held back: the places of its parts, and whether their sum is as well."""

    parts: frozenset[int]
    total: bool


def held_back(
    counts: Sequence[Fraction | None], lot: Sequence[int], least: int = LEAST, also: Collection[int] = ()
) -> Held:
    """This will choose what to hold back of a table whose parts add up to a published sum; None: a part not known.

    Every count from 1 to `least - 1` is; then others in the order of `lot` (all places, in an order that readers do not
    know and that stays the same from period to period), until each part held back could be as large as `least` or more.
    Where no others are left, the sum is held back too. A part that is not known yet is no cover for another: it is told
    one day, and what was seen before that must not give anything away then. also: places that tell too much for another
    reason (a rate of very few).
    """
    parts = {place for place, count in enumerate(counts) if count is not None and is_small(count, least)} | {*also}
    if not parts:
        return Held(frozenset(), False)
    known = [Fraction(0) if count is None else count for count in counts]
    cover = [place for place in lot if known[place] > 0 and place not in parts]
    while not is_covered([known[place] for place in parts], least):
        if not cover:
            return Held(frozenset(parts), True)
        parts.add(cover.pop(0))
    return Held(frozenset(parts), False)


def is_small(count: Fraction, least: int) -> bool:
    """This will tell whether a count is too small to be published; nobody at all is told."""
    return 0 < count < least


def is_covered(held: Collection[Fraction], least: int) -> bool:
    """This will tell whether parts whose sum is known hide each other.

    Each may be anything from 1 to what is left when every other is 1: that must reach `least`, so that nobody can tell
    a small count from one that was held back to cover it. One part alone is never hidden.
    """
    return len(held) > 1 and sum(held, Fraction(0)) - (len(held) - 1) >= least
