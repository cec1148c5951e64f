"""Times as documents give them, turned into periods and days: 2030, 2026-06, 2026-06-30, 12-15, the 20th of a month."""

import re
import tomllib
from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path

from pcmt.kernel.period import Period
from pcmt.plans.rules.returning import MONTHS, occurrences
from vanban.text import format_date

FILE = Path(__file__).parent.parent / "data" / "days.toml"
DAY_OF_YEAR = re.compile(r"(\d{2})-(\d{2})")
DAY_OF_MONTH = re.compile(r"\d{1,2}")
ALL_MONTHS, MONTHS_OF_QUARTER = range(1, 13), 3


def period_of(by: str) -> Period | None:
    """This will give the period by whose end a thing is due; a day stands for its month; None where nothing is said."""
    if day := _whole_day(by):
        return Period.month_of(day)
    try:
        return Period.parse(by)
    except ValueError:
        return None


def flaw_of_asking(due_on: date, *, first: date, last: date, today: date) -> str:
    """This will say why nobody can be asked for a plan by a day, in Vietnamese; "" where they can.

    first, last: the days of the plan that asks.
    """
    if not first <= due_on <= last:
        return f"Chọn ngày trong thời kỳ của kế hoạch, từ {format_date(first)} đến {format_date(last)}."
    if due_on < today:
        return f"Ngày {format_date(due_on)} đã qua; chọn từ hôm nay, {format_date(today)}, trở đi."
    return ""


def day_of(due: str, *, on: date, every: str = "", sentence: str = "") -> date | None:
    """This will give the last day for a task; a day without a year is its next occurrence from `on`.

    every: how often it returns. sentence: where it was read, which tells the month of a quarter; None where it does
    not, or nothing is said of a month at all.
    """
    if day := _whole_day(due):
        return day
    if yearly := DAY_OF_YEAR.fullmatch(due):
        return _day_of_year(int(yearly[1]), int(yearly[2]), every, on)
    if DAY_OF_MONTH.fullmatch(due):
        return _day_of_months(int(due), _months(every, sentence), on)
    period = period_of(due)
    return period.last_day if period else None


def _day_of_year(month: int, day: int, every: str, on: date) -> date | None:
    """What returns within the year ("15/6 và 15/12") may be due sooner than on the day that was named first."""
    if every in MONTHS and (last_year := _day(on.year - 1, month, day)):
        return occurrences(last_year, every, on, date(on.year + 2, 1, 1))[0]
    found = (_day(year, month, day) for year in range(on.year, on.year + 9))
    return next((day for day in found if day and day >= on), None)


def _day_of_months(day: int, months: Collection[int], on: date) -> date | None:
    found = (_day(year, month, day) for year in (on.year, on.year + 1) for month in months)
    return next((day for day in found if day and day >= on), None)


def _months(every: str, sentence: str) -> Collection[int]:
    """The months of the year in which such a day returns; none where that is not told."""
    if every == "month":
        return ALL_MONTHS
    told = next((month for words, month in _month_of_quarter().items() if words in sentence.casefold()), None)
    if every != "quarter" or told is None:
        return ()
    return ALL_MONTHS[told - 1 :: MONTHS_OF_QUARTER]


@cache
def _month_of_quarter() -> dict[str, int]:
    return {**tomllib.loads(FILE.read_text("utf-8"))["month_of_quarter"]}


def is_overdue(*, is_open: bool, due_on: date | None, on: date) -> bool:
    """This will tell whether a task that is still open has passed its last day."""
    return is_open and due_on is not None and due_on < on


def _whole_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-06-30") else None
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
