"""Times as documents give them, turned into periods and days: 2030, 2026-06, 2025-Q4, 2026-06-30, 12-15 every year."""

import re
from datetime import date

from pcmt.kernel.period import Period

DAY_OF_YEAR = re.compile(r"(\d{2})-(\d{2})")


def period_of(by: str) -> Period | None:
    """This will give the period by whose end a thing is due; a day stands for its month; None where nothing is said."""
    if day := _whole_day(by):
        return Period.month_of(day)
    try:
        return Period.parse(by)
    except ValueError:
        return None


def day_of(due: str, *, on: date) -> date | None:
    """This will give the last day for a task; a day without a year is its next occurrence from `on`."""
    if day := _whole_day(due):
        return day
    if yearly := DAY_OF_YEAR.fullmatch(due):
        month, day_number = int(yearly[1]), int(yearly[2])
        found = (_day(year, month, day_number) for year in range(on.year, on.year + 9))
        return next((day for day in found if day and day >= on), None)
    period = period_of(due)
    return period.last_day if period else None


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
