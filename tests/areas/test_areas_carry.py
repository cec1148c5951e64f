"""What a unit of today was made of: exact where all came whole, by share where shares are known, else unknown."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.areas.rules.carry import CarriedFigure, Origin, Passage, carry, in_whole_numbers, origins

BEFORE, FIRST, SECOND, AFTER = date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1), date(2026, 6, 1)
HALF, WHOLE = Fraction(1, 2), Fraction(1)


def made_of(area_id: int, *passages: Passage, gone: dict[int, date] | None = None, new: dict[int, date] | None = None):
    """Units stand from always to for ever, save those that began (`new`) or ended (`gone`, its first day without)."""

    def stood(one: int, day: date) -> bool:
        return (new or {}).get(one, date.min) <= day < (gone or {}).get(one, date.max)

    return origins([area_id], passages, stood, since=BEFORE, until=AFTER)[area_id]


def test_nothing_happened():
    assert made_of(1) == (Origin(1, WHOLE),)


def test_a_merger_of_wholes_is_exact():
    parts = made_of(3, Passage(1, 3, WHOLE, FIRST), Passage(2, 3, WHOLE, FIRST), new={3: FIRST})
    assert parts == (Origin(1, WHOLE), Origin(2, WHOLE))
    assert carry(parts, {1: Fraction(7), 2: Fraction(5)}) == CarriedFigure(Fraction(12))


def test_who_absorbs_another_keeps_its_own_past():
    assert made_of(1, Passage(2, 1, WHOLE, FIRST), gone={2: FIRST}) == (Origin(1, WHOLE), Origin(2, WHOLE))


def test_who_gave_a_part_away_keeps_the_rest():
    passage = Passage(1, 2, Fraction(1, 4), FIRST)
    assert made_of(1, passage) == (Origin(1, Fraction(3, 4)),)
    assert made_of(2, passage, new={2: FIRST}) == (Origin(1, Fraction(1, 4)),)
    assert made_of(1, Passage(1, 2, None, FIRST)) == (Origin(1, None),)


def test_shares_of_several_steps_multiply():
    parts = made_of(3, Passage(1, 2, HALF, FIRST), Passage(2, 3, Fraction(1, 3), SECOND), new={2: FIRST, 3: SECOND})
    assert parts == (Origin(1, Fraction(1, 6)),)


def test_what_left_and_came_back_is_whole_again():
    there, back = Passage(1, 2, Fraction(1, 5), FIRST), Passage(2, 1, WHOLE, SECOND)
    assert made_of(1, there, back, new={2: FIRST}, gone={2: SECOND}) == (Origin(1, WHOLE),)


def test_a_merger_and_a_second_one_come_down_to_the_first_units():
    parts = made_of(
        5,
        Passage(1, 3, WHOLE, FIRST),
        Passage(2, 3, WHOLE, FIRST),
        Passage(3, 5, WHOLE, SECOND),
        Passage(4, 5, WHOLE, SECOND),
        new={3: FIRST, 5: SECOND},
    )
    assert parts == (Origin(1, WHOLE), Origin(2, WHOLE), Origin(4, WHOLE))


def test_an_estimate_is_marked_and_a_missing_figure_is_never_zero():
    parts = (Origin(1, HALF), Origin(2, WHOLE))
    assert carry(parts, {1: Fraction(7), 2: Fraction(5)}) == CarriedFigure(Fraction(17, 2), is_estimate=True)
    assert carry(parts, {2: Fraction(5)}) == CarriedFigure(None, missing=(1,))


def test_what_nobody_can_divide_is_named_but_nothing_divides_into_nothing():
    parts = (Origin(1, None), Origin(2, WHOLE))
    assert carry(parts, {1: Fraction(7), 2: Fraction(5)}) == CarriedFigure(None, divided=(1,))
    assert carry(parts, {1: Fraction(0), 2: Fraction(5)}) == CarriedFigure(Fraction(5))


counts = st.dictionaries(st.integers(1, 8), st.integers(0, 10_000).map(Fraction), min_size=8, max_size=8)
cuts = st.lists(st.integers(0, 10), min_size=3, max_size=3).filter(any)


@given(counts, st.lists(cuts, min_size=8, max_size=8), st.lists(cuts, min_size=3, max_size=3))
def test_sums_are_kept_over_two_changes_of_the_map(figures, first, second):
    passages = [
        Passage(old, 10 + new, Fraction(cut[new], sum(cut)), FIRST)
        for old, cut in enumerate(first, start=1)
        for new in range(3)
    ]
    passages += [
        Passage(10 + old, 20 + new, Fraction(cut[new], sum(cut)), SECOND)
        for old, cut in enumerate(second)
        for new in range(3)
    ]

    def stood(one: int, day: date) -> bool:
        return one < 10 if day < FIRST else 10 <= one < 20 if day < SECOND else one >= 20

    found = origins([20, 21, 22], passages, stood, since=BEFORE, until=AFTER)
    carried = {one: carry(parts, figures).value for one, parts in found.items()}
    total = sum(figures.values())
    assert sum(carried.values()) == total
    whole = in_whole_numbers(carried)
    assert sum(whole.values()) == total
    assert all(abs(whole[one] - carried[one]) < 1 for one in whole)


def test_rounding_asks_for_a_whole_sum():
    with pytest.raises(ValueError, match="whole number"):
        in_whole_numbers({1: HALF})
