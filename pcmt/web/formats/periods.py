"""Periods inside a Vietnamese sentence."""

from pcmt.kernel.period import Period


def inside(period: Period) -> str:
    """This will name a period as it stands within a sentence: “quý III/2026”, “tháng 9/2026”."""
    return period.name[:1].lower() + period.name[1:]
