"""Whether two sources of one thing agree exactly, within what is allowed, or not; unknown where a figure is missing."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pcmt.kernel.number import Number

Outcome = Literal["agrees", "within", "differs", "unknown"]


@dataclass(frozen=True)
class Judgement:
    """How two figures stand to each other; gap: the first less the second, None where one is not known.

    share: the gap as a part of the greater figure; None where both are nothing, or unknown.
    """

    outcome: Outcome
    gap: Fraction | None = None
    share: Fraction | None = None


def judge(first: Number, second: Number, *, tolerance: int = 0, tolerance_share: Fraction = Fraction(0)) -> Judgement:
    """This will compare two figures; either measure of tolerance suffices, and its edge is still allowed."""
    if not (first.is_known and second.is_known):
        return Judgement("unknown")
    gap = first.value - second.value
    greater = max(abs(first.value), abs(second.value))
    share = abs(gap) / greater if greater else None
    if gap == 0:
        return Judgement("agrees", gap, share)
    allowed = max(Fraction(tolerance), tolerance_share * greater)
    return Judgement("within" if abs(gap) <= allowed else "differs", gap, share)
