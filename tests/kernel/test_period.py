"""Periods: identifiers, neighbours, and the two calendars."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.kernel.period import MONTHS, SPANS, Calendar, Kind, Period

KINDS = list(MONTHS)


@st.composite
def named_periods(draw: st.DrawFn) -> Period:
    kind = draw(st.sampled_from(KINDS))
    per_year = 1 if kind is Kind.NINE_MONTHS else 12 // MONTHS[kind]
    return Period(kind, draw(st.integers(1990, 2099)), draw(st.integers(1, per_year)), draw(st.sampled_from(Calendar)))


days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
free_ranges = st.tuples(days, days).map(lambda pair: Period.between(min(pair), max(pair)))


@given(period=st.one_of(named_periods(), free_ranges))
def test_the_identifier_reads_back(period: Period) -> None:
    assert Period.parse(period.id) == period
    assert str(period) == period.id
    assert len(period.id) <= 32


@given(period=named_periods(), steps=st.integers(-40, 40))
def test_shifting_there_and_back_is_nothing(period: Period, steps: int) -> None:
    assert period.shifted(steps).shifted(-steps) == period
    assert (period.shifted(steps).first_day > period.first_day) is (steps > 0)


@given(period=named_periods())
def test_neighbours_tile_the_calendar_without_gap_or_overlap(period: Period) -> None:
    if period.kind is not Kind.NINE_MONTHS:
        assert period.last_day + timedelta(days=1) == period.next().first_day
    assert period.previous().next() == period


@given(day=days, calendar=st.sampled_from(Calendar))
def test_every_day_is_in_just_one_month(day: date, calendar: Calendar) -> None:
    month = Period.month_of(day, calendar)
    assert month.contains(day)
    assert not month.previous().contains(day)
    assert not month.next().contains(day)


@given(period=named_periods())
def test_months_make_up_the_period(period: Period) -> None:
    months = period.months()
    assert len(months) == MONTHS[period.kind]
    assert months[0].first_day == period.first_day
    assert months[-1].last_day == period.last_day
    for one, two in pairwise(months):
        assert one.next() == two


@given(period=named_periods())
def test_the_year_encloses_what_divides_it(period: Period) -> None:
    if period.kind is Kind.NINE_MONTHS:
        with pytest.raises(ValueError, match="no year"):
            period.enclosing(Kind.YEAR)
        return
    year = period.enclosing(Kind.YEAR)
    assert year.first_day <= period.first_day <= period.last_day <= year.last_day
    assert period.year_to_date()[-1] == period
    assert period.year_to_date()[0].first_day == year.first_day
    assert period.same_last_year().year == period.year - 1


def test_decree_09_runs_from_the_15th_to_the_14th() -> None:
    june = Period.parse("2026-06@nd09")
    assert (june.first_day, june.last_day) == (date(2026, 5, 15), date(2026, 6, 14))
    year = Period.parse("2026@nd09")
    assert (year.first_day, year.last_day) == (date(2025, 12, 15), date(2026, 12, 14))
    assert Period.month_of(date(2025, 12, 15), Calendar.ND09).id == "2026-01@nd09"


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-00", "2026-Q5", "2026-H3", "2026-6", "26-06", "2026-06@nd9", "2026-06 ", "9999", "0000",
     "２０２６", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01", "0000-01-01..2026-01-01"],
)  # fmt: skip
def test_what_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Period.parse(text)


def test_names_are_vietnamese() -> None:
    assert Period.parse("2026-11").label == "Tháng 11/2026"
    assert Period.parse("2026-11@nd09").label == "Tháng 11/2026 (15/10 – 14/11)"
    assert Period.parse("2026-Q4").name == "Quý IV/2026"
    assert Period.parse("2026-H2").name == "6 tháng cuối năm 2026"
    assert Period.parse("2026@nd09").label == "Năm 2026 (15/12/2025 – 14/12/2026)"
    assert Period.parse("2026-05-15..2026-06-30").name == "Từ 15/5/2026 đến 30/6/2026"


@given(
    kind=st.sampled_from(list(SPANS)),
    month=st.integers(1, 12),
    year=st.integers(1990, 2099),
    calendar=st.sampled_from(Calendar),
)
def test_a_stretch_up_to_a_month_is_made_of_months_after_the_one_before(
    kind: Kind, month: int, year: int, calendar: Calendar
) -> None:
    span = Period(kind, year, month, calendar)
    assert Period.parse(span.id) == span
    months = span.months()
    assert len(months) == span.width == (month if kind is Kind.TO_DATE else 12)
    assert months[-1] == Period(Kind.MONTH, year, month, calendar)
    assert (months[0].first_day, months[-1].last_day) == (span.first_day, span.last_day)
    assert span.before().last_day + timedelta(days=1) == span.first_day
    assert span.previous().months()[-1] == months[-1].previous()
    assert Period.holding(span.last_day, kind, calendar) == span
    with pytest.raises(ValueError, match="no year"):
        span.enclosing(Kind.YEAR)


def test_stretches_up_to_a_month_have_vietnamese_names() -> None:
    assert Period.parse("2026-06-YTD@nd09").label == "Lũy kế đến tháng 6/2026 (15/12/2025 – 14/06/2026)"
    assert Period.parse("2026-06-R12").name == "12 tháng đến tháng 6/2026"
    assert Period.parse("2026-06-R12").first_day == date(2025, 7, 1)


def test_a_free_range_has_no_neighbours() -> None:
    free = Period.parse("2026-05-15..2026-06-30")
    for ask in (free.next, free.previous, free.months, free.same_last_year, lambda: free.enclosing(Kind.YEAR)):
        with pytest.raises(ValueError, match=r"free range|no year"):
            ask()


def test_inside_a_sentence_only_the_first_letter_of_a_name_is_small() -> None:
    assert [Period.parse(text).name_inside for text in ("2026-Q4", "2026-09", "2026-9M")] == [
        "quý IV/2026",
        "tháng 9/2026",
        "9 tháng năm 2026",
    ]
