"""Where a series is heading: three methods, their ranges, and what they refuse to say."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.indicators.rules.projection import Point, Projection, needed_change, projections, usual_change

YEAR = 4


def course(*values: int | None) -> list[Point]:
    return [Point(step, Fraction(value)) for step, value in enumerate(values) if value is not None]


def by_method(found: tuple[Projection, ...]) -> dict[str, Projection]:
    return {one.method: one for one in found}


def test_a_straight_line_goes_on_without_any_doubt_in_its_range() -> None:
    found = by_method(projections(course(10, 12, 14, 16, 18, 20, 22), 10))
    assert (found["trend"].value, found["trend"].low, found["trend"].high) == (30, 30, 30)
    assert (found["last"].value, found["last"].low, found["last"].high) == (30, 30, 30)
    assert (found["trend"].points, found["trend"].error, found["trend"].sureness) == (7, 0, "fair")


def test_the_range_of_a_trend_is_the_prediction_interval() -> None:
    # 1, 2, 4 at 0, 1, 2: slope 3/2, level 7/3 at 1; left over 1/6, one degree of freedom, at 3: 1 + 1/3 + 4/2.
    found = by_method(projections(course(1, 2, 4), 3))["trend"]
    assert found.value == Fraction(16, 3)
    half = found.high - found.value
    assert abs(half - Fraction(3078, 1000) * Fraction(745356, 10**6)) < Fraction(1, 10**5)
    assert found.low == found.value - half
    assert found.sureness == "low"


@pytest.mark.parametrize("values", [(), (5,), (5, 6), (5, None, None, 6)])
def test_nothing_is_said_of_less_than_three_points(values: tuple[int | None, ...]) -> None:
    assert projections(course(*values), 9) == ()


def test_nothing_is_said_of_what_is_already_known() -> None:
    assert projections(course(1, 2, 3), 2) == ()


def test_a_missing_period_is_left_out_and_not_taken_for_zero() -> None:
    found = by_method(projections(course(10, None, 14, None, 18), 6))
    assert (found["trend"].value, found["last"].value) == (22, 22)


def test_the_same_season_grows_as_it_did() -> None:
    found = by_method(projections(course(10, 20, 30, 40, 11, 22, 33, 44), 11, season=YEAR))["season"]
    assert found.value == Fraction(484, 10)
    assert found.low == found.high == found.value


def test_seasons_two_years_ahead_grow_twice_from_the_last_known_one() -> None:
    found = by_method(projections(course(10, 20, 30, 40, 20, 40, 60, 80), 12, season=YEAR))["season"]
    assert found.value == 80


@pytest.mark.parametrize("first", [0, -3])
def test_nothing_grows_from_none(first: int) -> None:
    found = by_method(projections(course(first, 20, 30, 40, 11, 22, 33, 44), 9, season=YEAR))
    assert "season" not in found


def test_the_method_that_missed_least_so_far_goes_first() -> None:
    seasonal = course(10, 90, 10, 90, 11, 99, 11, 99, 12, 109)
    assert projections(seasonal, 11, season=YEAR)[0].method == "season"
    assert projections(course(1, 2, 3, 4, 5, 6), 8, season=YEAR)[0].method == "trend"


def test_a_share_stays_between_nothing_and_all() -> None:
    found = by_method(projections(course(70, 80, 90, 99), 12, least=Fraction(0), most=Fraction(100)))
    assert found["last"].value == found["trend"].value == 100
    falling = by_method(projections(course(9, 6, 3), 9, least=Fraction(0)))
    assert falling["trend"].value == 0


def test_methods_that_make_no_sense_of_a_series_can_be_left_out() -> None:
    assert by_method(projections(course(1, 2, 3), 5, methods=("season",))) == {}


def test_many_points_near_the_deadline_are_fairly_sure() -> None:
    twelve = course(*range(12))
    assert projections(twelve, 14)[0].sureness == "good"
    assert projections(twelve, 20)[0].sureness == "fair"
    assert projections(twelve, 30)[0].sureness == "low"


def test_the_change_needed_and_the_change_there_was() -> None:
    assert needed_change(Fraction(20), Fraction(50), 4) == Fraction(15, 2)
    assert needed_change(Fraction(20), Fraction(50), 0) is None
    assert usual_change(course(10, None, 16)) == 3
    assert usual_change(course(10)) is None


@given(
    st.lists(st.integers(-50, 200), min_size=3, max_size=9),
    st.integers(1, 6),
    st.integers(-20, 20),
)
@settings(max_examples=60)
def test_ranges_hold_their_figure_and_move_with_the_series(values: list[int], ahead: int, shift: int) -> None:
    step = len(values) - 1 + ahead
    found = by_method(projections(course(*values), step))
    moved = by_method(projections(course(*(value + shift for value in values)), step))
    for method, one in found.items():
        assert one.low <= one.value <= one.high
        assert moved[method].value == one.value + shift
    later = by_method(projections(course(*values), step + 1))["trend"]
    assert later.high - later.low >= found["trend"].high - found["trend"].low


@given(st.lists(st.integers(0, 99), min_size=4, max_size=9))
@settings(max_examples=30)
def test_methods_stand_in_the_order_of_their_errors(values: list[int]) -> None:
    errors = [one.error for one in projections(course(*values), len(values) + 1)]
    assert all(one <= two for one, two in pairwise([error for error in errors if error is not None]))
