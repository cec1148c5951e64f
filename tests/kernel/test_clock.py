"""Working days: weekends, public holidays, and the days that the State swaps."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pcmt.kernel.clock import WorkCalendar

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
PLAIN = WorkCalendar()


@given(days, st.integers(1, 15))
def test_counting_working_days_counts_just_those(day: date, count: int) -> None:
    end = PLAIN.add_working_days(day, count)
    between = [day + timedelta(days=step) for step in range(1, (end - day).days + 1)]
    assert sum(PLAIN.is_working_day(one) for one in between) == count
    assert PLAIN.is_working_day(end)


@given(days)
def test_a_deadline_on_a_day_off_moves_to_the_next_working_day(day: date) -> None:
    moved = PLAIN.on_or_after(day)
    assert PLAIN.is_working_day(moved)
    assert moved == day if PLAIN.is_working_day(day) else moved > day


def test_weekends_and_public_holidays_are_off() -> None:
    assert not PLAIN.is_working_day(date(2026, 11, 21))
    assert not PLAIN.is_working_day(date(2026, 9, 2))
    assert not PLAIN.is_working_day(date(2026, 2, 17)), "Tết"
    assert PLAIN.is_working_day(date(2026, 11, 23))


def test_swapped_days_count_as_swapped() -> None:
    swapped = WorkCalendar(extra_off=frozenset({date(2026, 11, 23)}), extra_work=frozenset({date(2026, 11, 21)}))
    assert swapped.is_working_day(date(2026, 11, 21))
    assert not swapped.is_working_day(date(2026, 11, 23))
    assert swapped.add_working_days(date(2026, 11, 20), 1) == date(2026, 11, 21)
