"""Longer periods from shorter ones: a quarter, half or year from the months that are known, the missing ones named."""

from collections.abc import Mapping
from dataclasses import dataclass

from pcmt.kernel.period import Kind, Period
from pcmt.kernel.quantity import Quantity


@dataclass(frozen=True)
class SpanFigure:
    """A figure of a longer period: what the known months give, and which months are missing (empty: it is exact)."""

    quantity: Quantity | None
    missing: tuple[Period, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether nothing is missing."""
        return self.quantity is not None and not self.missing


def parts_of(period: Period) -> tuple[Period, ...]:
    """This will list the months that a period is made of; a month or a free range stands for itself."""
    return (period,) if period.kind in (Kind.MONTH, Kind.RANGE) else period.months()


def span_figure(time: str, period: Period, known: Mapping[str, Quantity]) -> SpanFigure:
    """This will derive a period's figure from figures by period id, by the element's way in time.

    time: `sum` adds the months up; `last` takes the last month's, and so does `distinct`, which counts persons once in
    the year so far. A figure given for the period itself comes first.
    """
    if period.id in known:
        return SpanFigure(known[period.id])
    months = parts_of(period)
    if time in ("last", "distinct"):
        last = months[-1]
        return SpanFigure(known.get(last.id), () if last.id in known else (last,))
    present = [known[month.id] for month in months if month.id in known]
    missing = tuple(month for month in months if month.id not in known)
    if not present:
        return SpanFigure(None, missing)
    total = present[0]
    for quantity in present[1:]:
        total = total + quantity
    return SpanFigure(total, missing)
