"""What is held back of a public table cannot be worked out from the rest of it."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.indicators.rules.suppression import Held, held_back, is_small

LEAST = 3
COUNTS = st.lists(st.integers(0, 7), min_size=1, max_size=5)


def published(
    counts: Sequence[int], lot: Sequence[int] | None = None
) -> tuple[Held, tuple[int | None, ...], int | None]:
    """What a reader of the table sees."""
    held = held_back([Fraction(count) for count in counts], lot or range(len(counts)), LEAST)
    shown = tuple(None if place in held.parts else count for place, count in enumerate(counts))
    return held, shown, None if held.total else sum(counts)


def tables_that_fit(shown: tuple[int | None, ...], total: int | None) -> list[tuple[int, ...]]:
    """Every table that the reader, who knows that nothing is never held back, must reckon with."""
    most = 12 if total is None else total
    known = sum(count for count in shown if count is not None)
    hidden = shown.count(None)
    fits = []
    for guess in product(range(1, most + 1), repeat=hidden):
        if total is None or known + sum(guess) == total:
            rest = iter(guess)
            fits.append(tuple(next(rest) if count is None else count for count in shown))
    return fits


@settings(max_examples=60, deadline=None)
@given(COUNTS)
def test_no_count_that_is_held_back_follows_from_the_rest(counts: list[int]) -> None:
    held, shown, total = published(counts)
    assert all(place in held.parts for place, count in enumerate(counts) if 0 < count < LEAST)
    fits = tables_that_fit(shown, total)
    for place in held.parts:
        possible = {table[place] for table in fits}
        assert len(possible) >= LEAST
        assert any(value >= LEAST for value in possible), "it could as well be one that only covers"


def test_nor_for_a_reader_who_knows_this_rule() -> None:
    """Every table of up to three small counts, under every lot: what is seen always fits two counts or more."""
    for size in (1, 2, 3):
        seen: dict[object, set[tuple[int, ...]]] = {}
        for counts in product(range(8), repeat=size):
            for lot in permutations(range(size)):
                seen.setdefault(published(counts, lot), set()).add(counts)
        for (held, *_), tables in seen.items():  # type: ignore[misc]
            assert all(len({table[place] for table in tables}) > 1 for place in held.parts)


@pytest.mark.parametrize(
    ("counts", "lot", "parts", "total"),
    [
        ((0, 0, 9), (0, 1, 2), set(), False),
        ((2, 9, 30), (2, 1, 0), {0, 2}, False),
        ((2, 3, 30), (0, 1, 2), {0, 1, 2}, False),
        ((2, 4, 30), (2, 1, 0), {0, 1}, False),
        ((2, 0, 0), (0, 1, 2), {0}, True),
        ((1, 1, 1), (0, 1, 2), {0, 1, 2}, True),
        ((4, 0, 5), (1, 2, 0), {0, 2}, False),
    ],
)
def test_others_cover_by_lot(counts: tuple[int, ...], lot: tuple[int, ...], parts: set[int], total: bool) -> None:
    assert held_back([Fraction(count) for count in counts], lot, 5) == Held(frozenset(parts), total)


def test_what_is_not_known_covers_nothing() -> None:
    held = held_back([Fraction(2), None, Fraction(9), Fraction(40)], range(4), 5)
    assert held == Held(frozenset({0, 2}), False)


def test_nobody_and_enough_are_told() -> None:
    assert [is_small(Fraction(count), 5) for count in (0, 1, 4, 5)] == [False, True, True, False]
