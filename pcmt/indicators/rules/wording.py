"""How a figure is said in Vietnamese, known or not: 28,9%; ít nhất 31,6% (thiếu 3/38 xã); chưa đủ dữ liệu."""

from decimal import Decimal
from fractions import Fraction

from pcmt.kernel.number import NO_DENOMINATOR, Number
from pcmt.kernel.quantity import Quantity
from vanban.text import format_quantity


def rounded(value: Fraction, decimals: int) -> Decimal:
    """This will round half away from zero at the decimals shown (28,947… % with 1 is 28,9)."""
    return Quantity.nearest(value, scale=decimals).decimal


def said(value: Fraction, decimals: int, unit: str = "") -> str:
    """This will write a known figure: 12.345,6 kg; the per cent sign stands close, other units after a space."""
    return format_quantity(rounded(value, decimals), unit, decimals)


def told(number: Number, decimals: int, unit: str = "", *, owing: int = 0, of: int = 0, what: str = "xã") -> str:
    """This will write a figure as far as it is known: exactly, within bounds, or as missing, with how many owe it."""
    if number.is_known:
        return said(number.value, decimals, unit)
    if number.missing == (NO_DENOMINATOR,):
        return f"không tính ({NO_DENOMINATOR})"
    lack = f" (thiếu {owing}/{of} {what})" if owing and of > 1 else ""
    bounds = _bounds(number, decimals, unit)
    return f"{bounds}{lack}" if bounds else f"chưa đủ dữ liệu{lack}"


def _bounds(number: Number, decimals: int, unit: str) -> str:
    low, high = number.low, number.high
    if low is not None and rounded(low, decimals) > 0:
        return f"ít nhất {said(low, decimals, unit)}"
    if low is not None and high is not None and low < high and not (unit == "%" and high >= 100):
        return f"nhiều nhất {said(high, decimals, unit)}"
    return ""
