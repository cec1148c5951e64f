"""Values as Vietnamese offices write them: 01/7/2025, 1.234,5, 28,9%. Pure; a missing value is never zero."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pcmt.kernel.quantity import Quantity

NO_VALUE = "–"
MOST_DECIMALS = 6

Figure = int | float | Decimal | Fraction | Quantity


def date_text(day: date | None) -> str:
    """This will write a date as 01/7/2025: zero before days under 10 and before months 1 and 2 only.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 4 (địa danh và thời gian ban hành).
    """
    if day is None:
        return NO_VALUE
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def datetime_text(moment: datetime | None) -> str:
    """This will write an instant, already in local time, as "17:00 ngày 23/11/2026"."""
    if moment is None:
        return NO_VALUE
    return f"{moment.hour:02d}:{moment.minute:02d} ngày {date_text(moment.date())}"


def number_text(value: Figure | None, decimals: int | None = None) -> str:
    """This will write a number as 1.234,5, rounded half up.

    With `decimals` the digits after the comma are fixed; without, those that the value has (six at most).
    """
    if value is None:
        return NO_VALUE
    exact = _decimal(value)
    rounded = _rounded(exact, MOST_DECIMALS).normalize() if decimals is None else _rounded(exact, decimals)
    text = f"{abs(rounded):,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"-{text}" if rounded < 0 else text


def percent_text(value: Figure | None, decimals: int | None = None) -> str:
    """This will write percentage points as 28,9% (28.9 → 28,9%; 60 → 60%), one decimal at most unless told."""
    if value is None:
        return NO_VALUE
    if decimals is None:
        value = _rounded(_decimal(value), 1)
    return number_text(value, decimals) + "%"


def quantity_text(value: Quantity | None, decimals: int | None = None) -> str:
    """This will write a quantity with its unit: "28,5 kg", "28,9%"."""
    if value is None:
        return NO_VALUE
    number = number_text(value, decimals)
    if not value.unit:
        return number
    return number + value.unit if value.unit == "%" else f"{number} {value.unit}"


def _decimal(value: Figure) -> Decimal:
    if isinstance(value, Quantity):
        return value.decimal
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
