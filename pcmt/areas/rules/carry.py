"""What a unit of a later map is made of on an earlier one, and what its figure then comes to.

Only counts are carried. A rate is carried as its two counts and divided afterwards, never by itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

A_DAY = timedelta(days=1)
WHOLE = Fraction(1)
Share = Fraction | None
"""What part of a unit went somewhere, of 1; None where nobody counted."""


@dataclass(frozen=True)
class Passage:
    """One step of the map: what an old unit gave to a new one on a day."""

    old: int
    new: int
    share: Share
    on: date


@dataclass(frozen=True)
class Origin:
    """A unit of the earlier map, and the part of it that lies in the later unit."""

    area_id: int
    share: Share


@dataclass(frozen=True)
class CarriedFigure:
    """A figure carried to a later map. `value` is None where it cannot be told.

    is_estimate: some parts went by share. missing: origins without a figure. divided: origins of which nobody knows
    how much came here, so that old and new are not comparable.
    """

    value: Fraction | None
    is_estimate: bool = False
    missing: tuple[int, ...] = ()
    divided: tuple[int, ...] = ()


def origins(
    area_ids: Iterable[int],
    passages: Iterable[Passage],
    stood: Callable[[int, date], bool],
    *,
    since: date,
    until: date,
) -> dict[int, tuple[Origin, ...]]:
    """This will tell, for units on the map of `until`, of which units on the map of `since` they are made.

    stood: whether a unit was on the map of a day. Changes after `since`, up to and on `until`, are walked back, the
    last first; shares of several steps multiply. A unit to which nothing happened is its own origin, whole. One that
    gave a part away keeps the rest of itself: all that is left of 1, or None where nobody counted.
    """
    by_day: dict[date, list[Passage]] = {}
    for passage in passages:
        if since < passage.on <= until:
            by_day.setdefault(passage.on, []).append(passage)
    days = [(day, _into(by_day[day]), _out_of(by_day[day])) for day in sorted(by_day, reverse=True)]
    found = {}
    for area_id in area_ids:
        held: dict[int, Share] = {area_id: WHOLE}
        for day, into, out_of in days:
            held = _before(held, day, into, out_of, stood)
        found[area_id] = tuple(Origin(one, share) for one, share in sorted(held.items()) if share != 0)
    return found


def carry(parts: Iterable[Origin], figures: Mapping[int, Fraction]) -> CarriedFigure:
    """This will add up what the origins had: exactly where all came whole, by share where shares are known.

    figures: by unit of the earlier map. Nothing (zero) divides into nothing, whatever the share. A figure that is
    missing, or that nobody knows how to divide, leaves the sum untold: neither is taken for zero.
    """
    total, estimate, missing, divided = Fraction(0), False, [], []
    for part in parts:
        figure = figures.get(part.area_id)
        if figure is None:
            missing.append(part.area_id)
        elif figure == 0:
            continue
        elif part.share is None:
            divided.append(part.area_id)
        else:
            estimate = estimate or part.share != WHOLE
            total += part.share * figure
    if missing or divided:
        return CarriedFigure(None, estimate, tuple(missing), tuple(divided))
    return CarriedFigure(total, estimate)


def in_whole_numbers(values: Mapping[int, Fraction]) -> dict[int, int]:
    """This will round counts so that they add up to what they added up to before (largest remainder).

    The sum must be whole; of equal remainders the unit with the lower identifier is rounded up.
    """
    floors = {area_id: value.numerator // value.denominator for area_id, value in values.items()}
    left = sum(values.values(), Fraction(0)) - sum(floors.values())
    if left.denominator != 1:
        raise ValueError("the counts do not add up to a whole number")
    by_remainder = sorted(values, key=lambda area_id: (floors[area_id] - values[area_id], area_id))
    for area_id in by_remainder[: int(left)]:
        floors[area_id] += 1
    return floors


def _before(
    held: Mapping[int, Share],
    day: date,
    into: Mapping[int, list[Passage]],
    out_of: Mapping[int, list[Passage]],
    stood: Callable[[int, date], bool],
) -> dict[int, Share]:
    """What units were made of before the changes of a day."""
    found: dict[int, Share] = {}
    for area_id, share in held.items():
        received = into.get(area_id, [])
        given = out_of.get(area_id, [])
        if not received and not given:
            _add(found, area_id, share)
            continue
        if stood(area_id, day - A_DAY):
            _add(found, area_id, _of(share, _rest(given)))
        for passage in received:
            _add(found, passage.old, _of(share, passage.share))
    return found


def _rest(given: Iterable[Passage]) -> Share:
    rest = WHOLE
    for passage in given:
        if passage.share is None:
            return None
        rest -= passage.share
    return rest


def _of(share: Share, part: Share) -> Share:
    if share == 0 or part == 0:
        return Fraction(0)
    return None if share is None or part is None else share * part


def _add(found: dict[int, Share], area_id: int, share: Share) -> None:
    if area_id not in found:
        found[area_id] = share
        return
    already = found[area_id]
    found[area_id] = None if already is None or share is None else already + share


def _into(passages: Iterable[Passage]) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.old != passage.new:
            found.setdefault(passage.new, []).append(passage)
    return found


def _out_of(passages: Iterable[Passage]) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.old != passage.new:
            found.setdefault(passage.old, []).append(passage)
    return found
