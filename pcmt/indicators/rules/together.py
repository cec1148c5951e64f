"""Communes that are read as one area without being one: a zone, or all of one type; their figures are added up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcmt.indicators.rules.needs import Need
from pcmt.indicators.rules.sheet import ElementRule, Figure, Key


@dataclass(frozen=True)
class Together:
    """The communes that stand as one, and what a reader calls them."""

    name: str
    members: tuple[int, ...]


ALONE: Mapping[int, Together] = {}


def added_up(
    known: Mapping[Key, Figure],
    groups: Mapping[int, Sequence[int]],
    wanted: Iterable[Need],
    rules: Mapping[str, ElementRule],
) -> dict[Key, Figure]:
    """This will add the figures of members up, as a province's total is: members without one are missing in it.

    Where no member has a figure there is none, and of what does not add up over areas there is none either: then the
    reading is unknown, never zero. What the sheet has for a group already (of the registers) stays.
    """
    found: dict[Key, Figure] = {}
    for need in wanted:
        if need.element in rules and not rules[need.element].sums_over_areas:
            continue
        for group, members in groups.items():
            key = (group, need.period.id, need.element)
            if key not in known and (total := _total(known, members, need)):
                found[key] = total
    return found


def _total(known: Mapping[Key, Figure], members: Sequence[int], need: Need) -> Figure | None:
    held = {one: figure for one in members if (figure := known.get((one, need.period.id, need.element)))}
    if not held:
        return None
    ways = {figure.way for figure in held.values()}
    return Figure(
        value=sum((figure.value for figure in held.values()), Fraction(0)),
        missing_areas=tuple(one for one in members if one not in held or held[one].missing_areas),
        origins=tuple(reference for figure in held.values() for reference in _references(figure)),
        way="share" if "share" in ways else "whole" if "whole" in ways else "",
    )


def _references(figure: Figure) -> tuple[str, ...]:
    return (figure.reference,) if figure.reference else figure.origins
