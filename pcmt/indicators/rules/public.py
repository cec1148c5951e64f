"""What of an indicator may be public at all: which level, and how many people stand behind a figure."""

from fractions import Fraction

from pcmt.kernel.formula.tree import Cell, Indicator, Node, children
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
