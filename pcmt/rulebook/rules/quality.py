"""When a figure is pointed out to its reviewer: thresholds as rule data, so that a province sets its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from pcmt.kernel.source import Source

ODDITIES = ("unusual", "jump", "peers", "copied", "stopped", "rounded", "explained")


@dataclass(frozen=True)
class QualityRules:
    """Thresholds of the review across units and periods; none of them says that a figure is wrong.

    own_spread, peer_spread: modified z-scores (distance from the median by 1.4826 median absolute deviations).
    own_deviation: z-score (distance from the mean by standard deviations). Shares and ratios are plain fractions.
    weights: points by kind of oddity, by which units are ranked.
    """

    own_spread: Fraction = Fraction(7, 2)
    own_deviation: Fraction = Fraction(3)
    own_periods: int = 6
    peer_spread: Fraction = Fraction(6)
    peers: int = 8
    jump_ratio: Fraction = Fraction(3)
    jump_least: int = 10
    copied_cells: int = 5
    copied_share: Fraction = Fraction(9, 10)
    stopped_periods: int = 6
    stopped_level: int = 3
    round_cells: int = 6
    round_share: Fraction = Fraction(4, 5)
    weights: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(ODDITIES, 10))
    source: Source = field(default_factory=lambda: Source(""))
