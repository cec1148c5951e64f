"""How figures of many places are spread: columns and quarters."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.indicators.rules.spread import MOST_BINS, quantile, spread_of


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fractions(-1000, 1000, max_denominator=100), min_size=2, max_size=40), st.integers(0, 3))
def test_every_figure_stands_in_one_column_and_columns_are_of_a_width(values: list[Fraction], decimals: int) -> None:
    found = spread_of(values, decimals)
    assert found is not None
    assert sum(one.count for one in found.bins) == len(values)
    assert len(found.bins) <= MOST_BINS
    assert len({one.high - one.low for one in found.bins}) == 1
    assert all(one.high == after.low for one, after in pairwise(found.bins))
    assert found.bins[0].count
    assert found.bins[-1].count
    assert found.least <= found.lower <= found.middle <= found.upper <= found.greatest
    for one in found.bins:
        closed = one is found.bins[-1] and found.greatest == one.high
        assert one.count == sum(one.low <= value < one.high or (closed and value == one.high) for value in values)


def test_a_full_rate_stands_in_the_last_column() -> None:
    found = spread_of([Fraction(0), Fraction(55), Fraction(100), Fraction(100)], decimals=1)
    assert found is not None
    assert (found.bins[-1].high, found.bins[-1].count) == (100, 2)


def test_columns_are_never_finer_than_what_is_shown() -> None:
    found = spread_of([Fraction(1), Fraction(2), Fraction(2)])
    assert found is not None
    assert [(one.low, one.high, one.count) for one in found.bins] == [(1, 2, 1), (2, 3, 2)]


@pytest.mark.parametrize(
    ("share", "expected"), [(Fraction(1, 4), 2), (Fraction(1, 2), 3), (Fraction(9, 10), Fraction(23, 5))]
)
def test_quarters_are_those_of_spreadsheets(share: Fraction, expected: Fraction) -> None:
    assert quantile([Fraction(one) for one in (1, 2, 3, 4, 5)], share) == expected


def test_one_figure_is_no_spread() -> None:
    assert spread_of([Fraction(3)]) is None
