"""How a figure is said against an earlier one: “tăng 12 người (5,3%) so với cùng kỳ năm trước”.

One rule for the province's report and for every unit's own. The difference is that of the two figures as they are
printed, so that whoever subtracts on the page finds it; what is not known is said, never taken for zero.
"""

from dataclasses import dataclass
from fractions import Fraction

from pcmt.kernel.period import Kind
from pcmt.kernel.quantity import Quantity
from vanban.text import format_number, format_percent, format_quantity

POINTS = {"%": "điểm phần trăm", "‰": "điểm phần nghìn"}
PREVIOUS = {
    Kind.MONTH: "tháng trước",
    Kind.QUARTER: "quý trước",
    Kind.HALF: "6 tháng trước đó",
    Kind.NINE_MONTHS: "9 tháng năm trước",
    Kind.YEAR: "năm trước",
}
SAME_LAST_YEAR = "cùng kỳ năm trước"


@dataclass(frozen=True)
class Thresholds:
    """From which base a change is also told in per cent, and from how many times over as “gấp … lần”."""

    percent_from: int
    times_from: int
    decimals: int


@dataclass(frozen=True)
class Measured:
    """A figure as it is printed: None where it is not known, its unit, and how many decimals it shows."""

    value: Fraction | None
    unit: str
    decimals: int

    @property
    def shown(self) -> Quantity | None:
        """The figure at the decimals that are printed."""
        return None if self.value is None else Quantity.nearest(self.value, scale=self.decimals)


def earlier_called(kind: Kind, column: str) -> str:
    """This will name the period that a column of a layout means, for a sentence: `previous` or `last_year`."""
    if column == "previous":
        return PREVIOUS.get(kind, "kỳ trước")
    return PREVIOUS[kind] if kind in (Kind.YEAR, Kind.NINE_MONTHS) else SAME_LAST_YEAR


def compared(now: Measured, before: Measured, *, against: str, by: Thresholds) -> str:
    """This will say in words how a figure differs from an earlier one of the same unit.

    against: what the earlier period is called (`earlier_called`). Counts differ by units and, where the base is large
    enough to bear it, per cent; measures (kg, ha) always by both; rates by points only, as per cent of a rate misleads.
    """
    this, that = now.shown, before.shown
    if this is None:
        return f"chưa so sánh được với {against}"
    if that is None:
        return f"chưa có số liệu {against} để so sánh"
    difference = this.fraction - that.fraction
    if difference == 0:
        return f"bằng {against}"
    said = f"{'tăng' if difference > 0 else 'giảm'} {_amount(abs(difference), now)}"
    if now.unit in POINTS:
        return f"{said} so với {against}"
    if that.fraction == 0:
        return f"{said} ({against} không có)"
    if that.scale == 0 and that.fraction < by.percent_from:
        return f"{said} so với {against} ({format_quantity(that.decimal, now.unit)})"
    if this.fraction >= by.times_from * that.fraction:
        times = Quantity.nearest(this.fraction / that.fraction, scale=by.decimals)
        return f"{said}, gấp {format_number(times.decimal)} lần {against}"
    return f"{said} ({_per_cent(abs(difference) / that.fraction, by.decimals)}) so với {against}"


def _amount(difference: Fraction, of: Measured) -> str:
    amount = Quantity.nearest(difference, scale=of.decimals).decimal
    return format_quantity(amount, POINTS.get(of.unit, of.unit))


def _per_cent(share: Fraction, decimals: int) -> str:
    rounded = Quantity.nearest(share * 100, scale=decimals)
    if rounded.scaled == 0:
        return f"dưới {format_percent(Quantity(1, decimals).decimal)}"
    return format_percent(rounded.decimal)
