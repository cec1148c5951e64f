"""Targets on their way, and figures said in Vietnamese."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.indicators.rules.roadmap import Goal, gap, standing_of, wanted_on
from pcmt.indicators.rules.wording import said, told
from pcmt.kernel.number import Number

HALF = Goal(
    ">=",
    Fraction(60),
    date(2030, 12, 14),
    ((date(2025, 12, 14), Fraction(20)), (date(2026, 12, 14), Fraction(25))),
)


@pytest.mark.parametrize(
    ("now", "as_of", "state"),
    [
        (60, date(2028, 1, 1), "met"),
        (29, date(2026, 12, 14), "on"),
        (25, date(2026, 12, 14), "on"),
        (22, date(2026, 11, 14), "late"),
        (19, date(2026, 11, 14), "risk"),
        (24, date(2027, 1, 1), "risk"),
        (59, date(2030, 12, 14), "risk"),
    ],
)
def test_standing(now: int, as_of: date, state: str) -> None:
    assert standing_of(HALF, Number.exactly(now), as_of).state == state


def test_missing_figures_are_void_unless_the_bounds_decide() -> None:
    missing = ("Xã Mưa Ngâu, Tháng 10/2026",)
    low = Number(Fraction(19), Fraction(30), missing)
    found = standing_of(HALF, low, date(2026, 11, 14))
    assert (found.state, found.reason) == ("void", "Còn thiếu: Xã Mưa Ngâu, Tháng 10/2026.")
    assert standing_of(HALF, Number(Fraction(61), None, missing), date(2026, 11, 14)).state == "met"
    assert standing_of(HALF, Number(Fraction(26), Fraction(40), missing), date(2026, 11, 14)).state == "on"
    assert standing_of(HALF, Number(Fraction(1), Fraction(2), missing), date(2026, 11, 14)).state == "risk"


def test_a_falling_target_is_on_the_line_when_equal_to_it() -> None:
    falling = Goal("<", Fraction(10), date(2030, 12, 31), ((date(2026, 12, 31), Fraction(50)),))
    assert standing_of(falling, Number.exactly(50), date(2026, 12, 31)).state == "on"
    assert standing_of(falling, Number.exactly(51), date(2026, 12, 31)).state == "risk"
    assert standing_of(falling, Number.exactly(9), date(2027, 1, 1)).state == "met"
    assert gap(falling, Number.exactly(51)) == 41


def test_without_milestones_nothing_is_wanted_before_the_deadline() -> None:
    goal = Goal(">=", Fraction(50), date(2030, 12, 31))
    assert wanted_on(goal, date(2027, 1, 1)) is None
    assert standing_of(goal, Number.exactly(10), date(2027, 1, 1)).state == "on"
    assert standing_of(goal, Number.exactly(10), date(2030, 12, 31)).state == "risk"


RISE = Goal("within", Fraction(5), date(2026, 12, 14), high=Fraction(10), wish="up")
FALL = Goal("within", Fraction(-10), date(2026, 12, 14), high=Fraction(-5), wish="down")
KEEP = Goal("within", Fraction(5), date(2026, 12, 14), high=Fraction(10))


@pytest.mark.parametrize(
    ("goal", "now", "label", "rest"),
    [
        (RISE, 4, "không đạt", 1),
        (RISE, 5, "đạt chỉ tiêu", 0),
        (RISE, 10, "đạt chỉ tiêu", 0),
        (RISE, 11, "vượt chỉ tiêu", 0),
        (FALL, -4, "không đạt", 1),
        (FALL, -5, "đạt chỉ tiêu", 0),
        (FALL, -11, "vượt chỉ tiêu", 0),
        (KEEP, 4, "không đạt", 1),
        (KEEP, 7, "đạt chỉ tiêu", 0),
        (KEEP, 12, "không đạt", 2),
    ],
)
def test_a_range_is_a_relation_of_its_own(goal: Goal, now: int, label: str, rest: int) -> None:
    number = Number.exactly(now)
    assert (standing_of(goal, number, goal.by).label, gap(goal, number)) == (label, rest)


def test_a_range_is_unknown_where_its_bounds_leave_it_open() -> None:
    assert standing_of(KEEP, Number(Fraction(6), Fraction(12), ("a",)), date(2026, 1, 1)).state == "void"
    assert standing_of(KEEP, Number(Fraction(6), Fraction(9), ("a",)), date(2026, 1, 1)).state == "met"


@pytest.mark.parametrize(
    ("relation", "now", "label"), [(">=", 51, "vượt"), (">", 51, "đạt"), ("==", 50, "đạt"), ("<=", 20, "đạt")]
)
def test_only_a_floor_that_can_be_met_exactly_can_be_passed(relation: str, now: int, label: str) -> None:
    goal = Goal(relation, Fraction(50), date(2030, 12, 31))
    assert standing_of(goal, Number.exactly(now), date(2027, 1, 1)).label == f"{label} chỉ tiêu"


def test_a_falling_range_leads_its_roadmap_to_the_nearer_end() -> None:
    falling = Goal(
        "within", Fraction(-10), date(2026, 12, 31), ((date(2026, 6, 30), Fraction(-2)),), Fraction(-5), "down"
    )
    assert wanted_on(falling, date(2026, 12, 31)) == -5
    assert standing_of(falling, Number.exactly(-3), date(2026, 6, 30)).state == "on"
    assert standing_of(falling, Number.exactly(-1), date(2026, 6, 30)).state == "risk"


@given(st.dates(date(2025, 12, 14), date(2031, 12, 31)))
@settings(max_examples=60)
def test_a_rising_roadmap_never_asks_less_later(day: date) -> None:
    later = min(date(day.year + 1, 1, 1), date(2031, 12, 31))
    now, then = wanted_on(HALF, day), wanted_on(HALF, max(day, later))
    assert now is not None
    assert then is not None
    assert 20 <= now <= then <= 60


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        (Fraction(1100, 38), 1, "%", "28,9%"),
        (Fraction(1, 2), 0, "", "1"),
        (Fraction(-1, 2), 0, "", "-1"),
        (Fraction(-1, 100), 1, "%", "0,0%"),
        (Fraction(12345), 0, "người", "12.345 người"),
        (Fraction(1234567, 100), 2, "kg", "12.345,67 kg"),
        (Fraction(9995, 100), 1, "%", "100,0%"),
    ],
)
def test_said(value: Fraction, decimals: int, unit: str, text: str) -> None:
    assert said(value, decimals, unit) == text


def test_told() -> None:
    share = Number(Fraction(1100, 38), Fraction(1400, 38), ("a", "b", "c"))
    assert told(share, 1, "%", owing=3, of=38) == "ít nhất 28,9% (thiếu 3/38 xã)"
    assert told(Number(Fraction(12), None, ("a",)), 0, "người", owing=1, of=38) == "ít nhất 12 người (thiếu 1/38 xã)"
    assert told(Number(Fraction(0), None, ("a",)), 0, "người", owing=38, of=38) == "chưa đủ dữ liệu (thiếu 38/38 xã)"
    assert told(Number(Fraction(0), Fraction(100), ("a",)), 1, "%") == "chưa đủ dữ liệu"
    assert told(Number(Fraction(0), Fraction(8), ("a",)), 1, "%") == "nhiều nhất 8,0%"
    assert told(Number.exactly(0), 0, "điểm") == "0 điểm"
