"""How figures of many places fall into classes for a map: against a goal where there is one, else by quantiles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pcmt.indicators.rules.roadmap import Goal, reaches
from pcmt.kernel.number import Number

MOST_CLASSES = 5


@dataclass(frozen=True)
class Band:
    """One class: the least and the greatest figure in it, and how many places; `reached` tells of a goal, if any."""

    low: Fraction
    high: Fraction
    count: int
    reached: bool | None = None


def bands(values: Iterable[Fraction], goal: Goal | None = None) -> tuple[Band, ...]:
    """This will put figures into classes; equal figures never stand in two.

    Without a goal: up to five of nearly the same size, the lowest first. With one: those that reach it, then the
    better and the worse half of the rest (of “exactly”, and of a range to be kept, the rest is one class).
    """
    ordered = sorted(values)
    if goal is None:
        return tuple(_quantiles(ordered, MOST_CLASSES))
    reached = [value for value in ordered if reaches(goal, Number.exactly(value)).holds]
    rest = [value for value in ordered if not reaches(goal, Number.exactly(value)).holds]
    on_both_sides = goal.relation == "==" or (goal.relation == "within" and not goal.wish)
    halves = [*_quantiles(rest, 1 if on_both_sides else 2, reached=False)]
    if goal.is_rising:
        halves.reverse()
    return (*_quantiles(reached, 1, reached=True), *halves)


def widened(among: Sequence[Band], values: Iterable[Fraction], goal: Goal | None = None) -> tuple[Band, ...]:
    """This will let classes made of some figures hold others too, so that no figure of theirs changes its class.

    A figure between two classes goes to the lower one, one beyond them to the nearest; none crosses the goal. Where
    there is no class yet on a figure's side of the goal, its own are made. Counts are those of the classes given.
    """
    ordered = sorted(values)
    every = bands(ordered, goal)
    found: list[Band] = []
    for reached in (None, True, False):
        own = [one for one in among if one.reached is reached]
        made = [one for one in every if one.reached is reached]
        held = [one for one in ordered if made and min(made, key=_low).low <= one <= max(made, key=_low).high]
        found += _stretched(own, held) if own else made
    return tuple(found)


def _low(band: Band) -> Fraction:
    return band.low


def _stretched(own: Sequence[Band], held: Iterable[Fraction]) -> list[Band]:
    """The classes, in their order, with the figures held: each goes to the last that begins at or below it."""
    upwards = sorted(own, key=_low)
    wide = {one: one for one in own}
    for value in held:
        taking = next((one for one in reversed(upwards) if one.low <= value), upwards[0])
        now = wide[taking]
        wide[taking] = replace(now, low=min(now.low, value), high=max(now.high, value))
    return [wide[one] for one in own]


def band_of(value: Fraction, among: Sequence[Band]) -> int | None:
    """This will give the place of the class that holds a figure; None where none does."""
    return next((place for place, band in enumerate(among) if band.low <= value <= band.high), None)


def _quantiles(ordered: Sequence[Fraction], most: int, *, reached: bool | None = None) -> Iterable[Band]:
    first: dict[Fraction, int] = {}
    for place, value in enumerate(ordered):
        first.setdefault(value, place)
    groups: dict[int, list[Fraction]] = {}
    for value in ordered:
        groups.setdefault(first[value] * most // len(ordered), []).append(value)
    return (Band(group[0], group[-1], len(group), reached) for group in groups.values())
