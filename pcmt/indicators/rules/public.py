"""What of an indicator may be public at all: which level, and how many people stand behind a figure."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import chain, combinations

from pcmt.kernel.formula.tree import Binary, Cell, Indicator, Literal, Node, children
from pcmt.kernel.number import Number

FACTORS = {"%": 100, "‰": 1000}
"""What a share of one is told as, by its unit."""


def is_rate(unit: str) -> bool:
    """This will tell whether a figure of this unit is a share of something."""
    return unit in FACTORS


def may_show_communes(unit: str, level: str, *, has_base: bool) -> bool:
    """This will tell whether communes may be shown: what is counted there, or a share of which the base is known.

    level: of the indicator; one that only a province has cannot. Without its base nobody can tell whether a share
    stands on two people or two thousand.
    """
    return level == "any" and (not is_rate(unit) or has_base)


def behind(value: Number, unit: str, base: Number | None) -> Fraction | None:
    """This will tell how many stand behind a known figure: itself, or of a share the part of its base; None unknown."""
    if not value.is_known:
        return None
    if not is_rate(unit):
        return value.value
    if base is None or not base.is_known:
        return None
    return value.value * base.value / FACTORS[unit]


def rest(value: Number, unit: str, base: Number | None) -> Fraction | None:
    """This will tell how many of a share's base are left: they are told by the share as well; None where none are."""
    part = behind(value, unit, base)
    return None if part is None or not is_rate(unit) or base is None else base.value - part


def codes_in(node: Node) -> frozenset[str]:
    """This will name the elements and indicators that a formula asks for."""
    if isinstance(node, (Cell, Indicator)):
        return frozenset({node.code})
    return frozenset[str]().union(*(codes_in(child) for child in children(node)))


def share_of(node: Node) -> tuple[Node, Node] | None:
    """This will take a share apart into what is counted and what of; None where a formula is not a plain share."""
    match node:
        case Binary("multiply", share, Literal()) | Binary("multiply", Literal(), share):
            return share_of(share)
        case Binary("divide", counted, of):
            return counted, of
        case _:
            return None


MOST_TAKEN = 3
"""How many parts a reader is thought to take from one sum at once."""


def summands(
    node: Node, formulas: Mapping[str, Node], parts: Mapping[str, tuple[str, ...]], asking: tuple[str, ...] = ()
) -> frozenset[str] | None:
    """This will name the figures that a count adds up, each once; None for whatever is not a plain sum of them.

    formulas: of the indicators that it may ask for. parts: the categories that make up a figure.
    """
    match node:
        case Cell(code):
            return frozenset(parts.get(code) or (code,))
        case Indicator(code) if code in formulas and code not in asking:
            return summands(formulas[code], formulas, parts, (*asking, code))
        case Binary("add", left, right):
            one, other = (summands(side, formulas, parts, asking) for side in (left, right))
            return one | other if one and other and not one & other else None
        case _:
            return None


def differences(own: frozenset[str], others: Mapping[str, frozenset[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """This will list how a reader gets at something by taking a count from a larger one: (larger, taken with it).

    Each is a published sum that holds `own`, with further published parts of it that do not overlap: what is left when
    all of them are taken away is some count too.
    """
    found = []
    for whole, all_of in others.items():
        if not own < all_of:
            continue
        inside = [code for code, these in others.items() if code != whole and these <= all_of - own]
        taken = chain.from_iterable(combinations(inside, count) for count in range(MOST_TAKEN))
        found += [(whole, codes) for codes in taken if _apart([others[code] for code in codes])]
    return tuple(found)


def _apart(sets: list[frozenset[str]]) -> bool:
    return sum(map(len, sets)) == len(frozenset[str]().union(*sets))
