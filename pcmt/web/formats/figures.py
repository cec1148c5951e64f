"""Values as Vietnamese offices write them: 01/7/2025, 1.234,5, 28,9%. Pure; a missing value is never zero."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pcmt.kernel.quantity import Quantity
from vanban.text import format_date, format_moment, format_number, format_quantity

NO_VALUE = "–"
MOST_DECIMALS = 6

Figure = int | float | Decimal | Fraction | Quantity


def date_text(day: date | None) -> str:
    """This will write a date as official documents do: 21/11/2026, 01/7/2025."""
    return NO_VALUE if day is None else format_date(day)


def datetime_text(moment: datetime | None) -> str:
    """This will write an instant, already in local time, as "17:00 ngày 23/11/2026"."""
    return NO_VALUE if moment is None else format_moment(moment)


def number_text(value: Figure | None, decimals: int | None = None) -> str:
    """This will write a number as 1.234,5, rounded half up.

    With `decimals` the digits after the comma are fixed; without, those that the value has (six at most).
    """
    if value is None:
        return NO_VALUE
    exact = _decimal(value)
    return format_number(_rounded(exact, MOST_DECIMALS)) if decimals is None else format_number(exact, decimals)


def percent_text(value: Figure | None, decimals: int | None = None) -> str:
    """This will write percentage points as 28,9% (28.9 → 28,9%; 60 → 60%), one decimal at most unless told."""
    if value is None:
        return NO_VALUE
    if decimals is None:
        value = _rounded(_decimal(value), 1)
    return number_text(value, decimals) + "%"


def quantity_text(value: Quantity | None, decimals: int | None = None) -> str:
    """This will write a quantity with its unit: "28,5 kg", "28,9%"."""
    return NO_VALUE if value is None else format_quantity(value.decimal, value.unit, decimals)


def _decimal(value: Figure) -> Decimal:
    if isinstance(value, Quantity):
        return value.decimal
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
