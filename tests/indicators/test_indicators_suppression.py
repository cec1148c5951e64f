"""What is held back of a public table cannot be worked out from the rest of it."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.indicators.rules.public import differences
from pcmt.indicators.rules.suppression import Around, Bounds, Held, bounds_of, gives_away, held_back, is_small

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


def two_tables(parts: Sequence[int], rests: Sequence[int]) -> tuple[Held, Held]:
    """A count and the larger one that holds it, published for the same areas; the rest of each is published nowhere."""

    def held(counts: Sequence[int], around: Sequence[Around]) -> Held:
        told = [Fraction(count) for count in counts]
        also = [at for at, count in enumerate(told) if gives_away(count, around[at], LEAST)]
        bounds = {at: bounds_of(one, LEAST) for at, one in enumerate(around)}
        return held_back(told, range(len(told)), LEAST, also, bounds)

    wholes = [part + rest for part, rest in zip(parts, rests, strict=True)]
    of_part = [Around(wholes=(Fraction(whole),), rests=(Fraction(whole),)) for whole in wholes]
    of_whole = [Around(parts=(Fraction(part),)) for part in parts]
    return held(parts, of_part), held(wholes, of_whole)


def readings(
    parts: Sequence[int], wholes: Sequence[int], hidden: tuple[Held, Held]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every pair of tables that a reader of both, with their sums, must reckon with."""

    def fits(counts: Sequence[int], held: Held) -> list[tuple[int, ...]]:
        shown = tuple(None if place in held.parts else count for place, count in enumerate(counts))
        return tables_that_fit(shown, None if held.total else sum(counts))

    return [
        (inner, outer)
        for inner, outer in product(fits(parts, hidden[0]), fits(wholes, hidden[1]))
        if all(one <= other for one, other in zip(inner, outer, strict=True))
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=3))
def test_nor_from_another_table_that_holds_it(pairs: list[tuple[int, int]]) -> None:
    parts, rests = [part for part, _ in pairs], [rest for _, rest in pairs]
    wholes = [part + rest for part, rest in pairs]
    found = readings(parts, wholes, two_tables(parts, rests))
    for at, (part, rest) in enumerate(pairs):
        if 0 < part < LEAST:
            assert len({inner[at] for inner, _ in found}) > 1, "the part"
        if part > 0 and 0 < rest < LEAST:
            assert len({outer[at] - inner[at] for inner, outer in found}) > 1, "what the larger count has beside it"


def test_what_a_reader_can_take_away_from_a_sum() -> None:
    sums = {"all": frozenset("abcd"), "c": frozenset("c"), "cd": frozenset("cd"), "ab": frozenset("ab")}
    assert differences(frozenset("a"), sums) == (
        ("all", ()), ("all", ("c",)), ("all", ("cd",)), ("ab", ()),
    )  # fmt: skip
    assert differences(frozenset("x"), sums) == ()


@pytest.mark.parametrize(("now", "before", "told"), [(9, 7, True), (9, 4, False), (9, 9, False), (9, None, False)])
def test_what_only_grows_is_not_told_where_it_grew_by_few(now: int, before: int | None, told: bool) -> None:
    around = Around(before=None if before is None else Fraction(before))
    assert gives_away(Fraction(now), around, 5) is told


def test_a_cover_that_another_table_keeps_small_is_not_enough() -> None:
    narrow = {1: Bounds(Fraction(1), Fraction(6))}
    assert held_back([Fraction(2), Fraction(6), Fraction(30)], (1, 2, 0), 5) == Held(frozenset({0, 1}), False)
    held = held_back([Fraction(2), Fraction(6), Fraction(30)], (1, 2, 0), 5, (), {1: Bounds(Fraction(6), Fraction(6))})
    assert held == Held(frozenset({0, 1, 2}), False), "a cover that is known covers nothing"
    assert held_back([Fraction(2), Fraction(6), Fraction(30)], (1, 2, 0), 5, (), narrow).parts >= {0, 1}
