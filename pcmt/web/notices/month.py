"""A month as a sheet of weeks. Pure."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.web.notices.things import Thing

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
MOST_A_DAY = 3


@dataclass(frozen=True)
class Day:
    """One day of the sheet: the first things due, how many more, and whether it is of the month and today."""

    day: date
    things: tuple[Thing, ...]
    more: int
    inside: bool
    is_today: bool
    is_off: bool


def weeks(year: int, month: int, found: Sequence[Thing], today: date, off: frozenset[date]) -> list[list[Day]]:
    """This will lay what is due onto the weeks of a month, Monday first."""
    by_day: dict[date, list[Thing]] = {}
    for one in found:
        by_day.setdefault(one.day, []).append(one)
    return [
        [
            Day(
                day,
                tuple(by_day.get(day, ())[:MOST_A_DAY]),
                max(len(by_day.get(day, ())) - MOST_A_DAY, 0),
                day.month == month,
                day == today,
                day in off,
            )
            for day in week
        ]
        for week in Calendar().monthdatescalendar(year, month)
    ]
