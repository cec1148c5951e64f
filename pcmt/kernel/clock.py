"""Deadlines in days and working days: weekends, public holidays, and the days that the State swaps."""

from dataclasses import dataclass
from datetime import date, timedelta

import holidays


@dataclass(frozen=True)
class WorkCalendar:
    """Which days offices work. `extra_off` and `extra_work` hold swapped days (hoán đổi ngày làm việc), as data."""

    extra_off: frozenset[date] = frozenset()
    extra_work: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """This will tell whether offices work that day."""
        if day in self.extra_work:
            return True
        return day.weekday() < 5 and day not in self.extra_off and day not in _public_holidays(day.year)

    def on_or_after(self, day: date) -> date:
        """This will give the first working day from this one on: a deadline on a day off moves to it.

        Source: Bộ luật Dân sự 2015, khoản 5 Điều 148.
        """
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """This will count working days after a day, that day itself not counted."""
        for _ in range(count):
            day = self.on_or_after(day + timedelta(days=1))
        return day


_CACHE: dict[int, frozenset[date]] = {}


def _public_holidays(year: int) -> frozenset[date]:
    if year not in _CACHE:
        _CACHE[year] = frozenset(holidays.country_holidays("VN", years=year))
    return _CACHE[year]
