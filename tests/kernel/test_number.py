"""Figures that may be unknown, and quantities at a scale."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.kernel.number import Number, Truth, compare, every, some
from pcmt.kernel.quantity import Quantity

MISSING = Number.unknown("Xã Sen Hồng, tháng 10/2026", low=Fraction(0))
truths = st.sampled_from([Truth(True), Truth(False), Truth(None, ("a",)), Truth(None, ("b",))])


def test_unknown_never_reads_as_zero() -> None:
    with pytest.raises(ValueError, match="Sen Hồng"):
        _ = MISSING.value
    assert (MISSING + Number.exactly(3)).low == 3
    assert (MISSING + Number.exactly(3)).missing == MISSING.missing


def test_zero_times_anything_is_zero() -> None:
    assert (Number.exactly(0) * MISSING).value == 0
    assert (MISSING * Number.exactly(0)).value == 0


def test_division_by_zero_cannot_be_told() -> None:
    result = Number.exactly(5) / Number.exactly(0)
    assert not result.is_known
    assert result.missing == ("mẫu số bằng 0",)


def test_a_bound_can_decide_what_a_missing_figure_leaves_open() -> None:
    assert compare(MISSING, ">=", Number.exactly(0)) == Truth(True)
    assert compare(MISSING, "<", Number.exactly(0)) == Truth(False)
    assert compare(MISSING, "==", Number.exactly(-1)) == Truth(False)
    assert compare(MISSING, "!=", Number.exactly(-1)) == Truth(True)
    assert compare(MISSING, ">", Number.exactly(0)) == Truth(None, MISSING.missing)


@given(st.lists(truths, max_size=5))
def test_every_and_some_follow_kleene(answers: list[Truth]) -> None:
    holds = [answer.holds for answer in answers]
    assert every(answers).holds is (False if False in holds else None if None in holds else True)
    assert some(answers).holds is (True if True in holds else None if None in holds else False)
    assert every(answers).holds is (~some([~answer for answer in answers])).holds


@given(st.integers(-(10**40), 10**40), st.integers(0, 12), st.integers(0, 6))
def test_a_quantity_loses_no_digit(scaled: int, scale: int, more: int) -> None:
    quantity = Quantity(scaled, scale, "kg")
    assert quantity.fraction == Fraction(scaled, 10**scale)
    assert Fraction(quantity.decimal) == quantity.fraction
    assert -quantity.decimal.as_tuple().exponent == scale  # type: ignore[operator]  # finite by construction
    wider = quantity.rescaled(scale + more)
    assert wider.fraction == quantity.fraction
    assert wider.rescaled(scale) == quantity


@given(st.integers(-(10**20), 10**20), st.integers(0, 6), st.integers(-(10**20), 10**20), st.integers(0, 6))
def test_adding_is_exact_at_the_finer_scale(a: int, a_scale: int, b: int, b_scale: int) -> None:
    one, two = Quantity(a, a_scale, "m²"), Quantity(b, b_scale, "m²")
    assert (one + two).fraction == one.fraction + two.fraction
    assert (one + two) == (two + one)


@pytest.mark.parametrize("value", ["1.25", "NaN", "Infinity", "-Infinity", "abc", ""])
def test_what_does_not_fit_the_scale_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Quantity.of(value, scale=1)


def test_a_quantity_keeps_its_unit_and_its_zeros() -> None:
    assert Quantity.of("28.5", scale=2, unit="kg").decimal == Decimal("28.50")
    assert str(Quantity.of(Decimal("28.5"), scale=2).decimal) == "28.50"
    with pytest.raises(ValueError, match="kg"):
        Quantity(1, 0, "kg") + Quantity(1, 0, "g")


small = st.integers(-3, 6).map(Fraction)


@st.composite
def figures_with_truth(draw: st.DrawFn) -> tuple[Number, Fraction]:
    """A figure as it is known, and what it really is."""
    real = draw(small)
    if draw(st.booleans()):
        return Number.exactly(real), real
    below, above = draw(st.none() | st.integers(0, 3)), draw(st.none() | st.integers(0, 3))
    low = None if below is None else real - below
    high = None if above is None else real + above
    return Number.unknown("x", low=low, high=high), real


OPERATIONS = {
    "+": (lambda a, b: a + b),
    "-": (lambda a, b: a - b),
    "*": (lambda a, b: a * b),
    "/": (lambda a, b: a / b),
}


@settings(max_examples=800)
@given(figures_with_truth(), st.sampled_from(sorted(OPERATIONS)), figures_with_truth())
def test_arithmetic_keeps_the_truth_within_bounds(
    one: tuple[Number, Fraction], sign: str, two: tuple[Number, Fraction]
) -> None:
    if sign == "/" and two[1] == 0:
        return
    told = OPERATIONS[sign](one[0], two[0])
    real = OPERATIONS[sign](one[1], two[1])
    assert told.low is None or told.low <= real
    assert told.high is None or real <= told.high
    assert told.is_known or told.missing
    if one[0].is_known and two[0].is_known:
        assert told.value == real


COMPARED = {
    "<": (lambda a, b: a < b),
    "<=": (lambda a, b: a <= b),
    ">": (lambda a, b: a > b),
    ">=": (lambda a, b: a >= b),
    "==": (lambda a, b: a == b),
    "!=": (lambda a, b: a != b),
}


@settings(max_examples=800)
@given(figures_with_truth(), st.sampled_from(sorted(COMPARED)), figures_with_truth())
def test_a_comparison_that_is_told_is_true(
    one: tuple[Number, Fraction], sign: str, two: tuple[Number, Fraction]
) -> None:
    told = compare(one[0], sign, two[0])
    if told.holds is not None:
        assert told.holds is COMPARED[sign](one[1], two[1])
    else:
        assert told.missing
        assert not (one[0].is_known and two[0].is_known)
