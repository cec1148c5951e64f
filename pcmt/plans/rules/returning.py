"""The days of what returns ("báo cáo trước ngày 15/12 hằng năm"), counted from its first; how many were let pass."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vanban.text import format_date

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "semester": 6, "year": 12}


@dataclass(frozen=True)
class Behind:
    """What returns and was let pass: how many of its days, the first and the last, and the day that comes now.

    now: None where what it belongs to ends before it would return.
    """

    missed: int
    since: date
    last: date
    now: date | None

    @property
    def shown_on(self) -> date:
        """The day to be told: the one that comes, or the last there was."""
        return self.now or self.last

    @property
    def text(self) -> str:
        """What was let pass, in Vietnamese."""
        before = " trước" if self.now else ""
        if self.missed == 1:
            return f"kỳ{before} {format_date(self.since)} chưa xong"
        return f"{self.missed} kỳ{before} chưa xong, từ {format_date(self.since)}"


def behind(due_on: date | None, every: str, *, first: date | None, last: date, on: date) -> Behind | None:
    """This will tell what was let pass by a day; None of what does not return, or is not late.

    due_on: the first of its days that is not done. first: the day from which they are counted. last: the day after
    which it returns no more.
    """
    if due_on is None or every not in MONTHS or due_on >= on:
        return None
    days = [day for day in occurrences(first or due_on, every, due_on, last) if day < on]
    if not days:
        return None
    anew = next_day(first or due_on, every, days[-1])
    return Behind(len(days), days[0], days[-1], anew if anew and anew <= last else None)


def occurrences(due_on: date, every: str, first: date, last: date) -> tuple[date, ...]:
    """This will give the days of a deadline between two; in a month that lacks its day, the month's last."""
    if every not in MONTHS:
        return (due_on,) if first <= due_on <= last else ()
    return tuple(day for day in _returning(due_on, MONTHS[every], first, last) if first <= day <= last)


def next_day(first_due_on: date, every: str, after: date) -> date | None:
    """This will give the first day of a task that returns after another day; None where it does not return.

    first_due_on: the day from which the days are counted, so that the 31st comes back after a shorter month.
    """
    if every not in MONTHS:
        return None
    year_on = date(after.year + 2, 1, 1)  # no task returns more seldom than once a year
    return next((day for day in _returning(first_due_on, MONTHS[every], after, year_on) if day > after), None)


def _returning(due_on: date, months: int, first: date, last: date) -> Iterator[date]:
    passed = (first.year - due_on.year) * 12 + first.month - due_on.month
    turn = max(passed // months, 0)
    while (day := _moved(due_on, turn * months)) <= last:
        yield day
        turn += 1


def _moved(day: date, months: int) -> date:
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
