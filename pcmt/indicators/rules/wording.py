"""How a figure is said in Vietnamese, known or not: 28,9%; ít nhất 31,6% (thiếu 3/38 xã); chưa đủ dữ liệu."""

from decimal import Decimal
from fractions import Fraction

from pcmt.kernel.number import NO_DENOMINATOR, Number
from pcmt.kernel.quantity import Quantity
from vanban.text import format_quantity

KNOWN, LEAST, MOST, UNTOLD, EMPTY = "known", "least", "most", "untold", "empty"
SHAPES = {KNOWN: "", LEAST: "ít nhất ", MOST: "nhiều nhất ", UNTOLD: "chưa đủ dữ liệu", EMPTY: ""}
"""How a figure is told: exactly, from below, from above, not at all, or as a share of nothing."""


def rounded(value: Fraction, decimals: int) -> Decimal:
    """This will round half away from zero at the decimals shown (28,947… % with 1 is 28,9)."""
    return Quantity.nearest(value, scale=decimals).decimal


def said(value: Fraction, decimals: int, unit: str = "") -> str:
    """This will write a known figure: 12.345,6 kg; the per cent sign stands close, other units after a space."""
    return format_quantity(rounded(value, decimals), unit, decimals)


def unit_of_change(unit: str) -> str:
    """This will give the unit of what lies between two figures: rates are points apart (điểm %), not per cent."""
    return "điểm %" if unit == "%" else unit


def told(number: Number, decimals: int, unit: str = "", *, owing: int = 0, of: int = 0, what: str = "xã") -> str:
    """This will write a figure as far as it is known: exactly, within bounds, or as missing, with how many owe it."""
    shape, value = shape_of(number, decimals, unit)
    return worded(shape, value, decimals, unit, owing=owing, of=of, what=what)


def worded(
    shape: str, value: Fraction, decimals: int, unit: str = "", *, owing: int = 0, of: int = 0, what: str = "xã"
) -> str:
    """This will write a figure whose shape is known already (SHAPES), with the one value that the shape tells."""
    if shape == KNOWN:
        return said(value, decimals, unit)
    if shape == EMPTY:
        return f"không tính ({NO_DENOMINATOR})"
    lack = f" (thiếu {owing}/{of} {what})" if owing and of > 1 else ""
    return f"{SHAPES[shape]}{said(value, decimals, unit) if shape in (LEAST, MOST) else ''}{lack}"


def shape_of(number: Number, decimals: int, unit: str) -> tuple[str, Fraction]:
    """This will tell how a figure can be told (SHAPES), and the one value that is told of it."""
    low, high = number.low, number.high
    if number.is_known:
        return KNOWN, number.value
    if number.missing == (NO_DENOMINATOR,):
        return EMPTY, Fraction(0)
    if low is not None and rounded(low, decimals) > 0:
        return LEAST, low
    if low is not None and high is not None and low < high and not (unit == "%" and high >= 100):
        return MOST, high
    return UNTOLD, Fraction(0)
