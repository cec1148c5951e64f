"""Ranks of scores that may be uncertain: ties share a rank, and what is not known keeps a span of ranks."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pcmt.indicators.rules.wording import rounded
from pcmt.kernel.number import Number


@dataclass(frozen=True)
class Rank:
    """The place of a score among the others, 1 the highest; `best` and `worst` differ where figures are missing."""

    best: int
    worst: int

    @property
    def text(self) -> str:
        """The rank as it is written: "3" or "3–7"."""
        return str(self.best) if self.best == self.worst else f"{self.best}–{self.worst}"


def ranks(scores: Mapping[int, Number], scale: int) -> dict[int, Rank]:
    """This will rank scores by how they are shown: equal to `scale` decimals is equal, and shares the rank.

    Who is surely above counts for the best rank, who may be above for the worst. Scores have both bounds.
    """
    bounds = {key: (_shown(one.low, scale), _shown(one.high, scale)) for key, one in scores.items()}
    lows = sorted(low for low, _ in bounds.values())
    highs = sorted(high for _, high in bounds.values())
    found = {}
    for key, (low, high) in bounds.items():
        surely_above = len(lows) - bisect_right(lows, high)
        maybe_above = len(highs) - bisect_right(highs, low) - (high > low)  # not above oneself
        found[key] = Rank(1 + surely_above, 1 + maybe_above)
    return found


def _shown(bound: Fraction | None, scale: int) -> Decimal:
    if bound is None:
        raise ValueError("a score without bounds has no rank")
    return rounded(bound, scale)
