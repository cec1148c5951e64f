"""By what measure reports say that a figure rose or fell: rule data, so that a province sets its own."""

from dataclasses import dataclass, field

from pcmt.kernel.source import Source


@dataclass(frozen=True)
class ComparisonRules:
    """When a change is told in per cent, and when as a multiple.

    percent_from: the earlier count from which per cent are told; below it per cent say more than there is.
    times_from: from so many times the earlier figure it is told as “gấp … lần”. decimals: those of per cent and times.
    """

    percent_from: int = 20
    times_from: int = 3
    decimals: int = 1
    source: Source = field(default_factory=lambda: Source(""))
