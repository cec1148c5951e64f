"""The evaluator over columns answers as the reference does, whatever formula and figures it is given."""

from collections.abc import Mapping
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pcmt.indicators.bulk.evaluate import Grid, evaluations
from pcmt.indicators.bulk.figures import Figures, Truths
from pcmt.indicators.bulk.ratio import WIDEST, Ratio, TooWide
from pcmt.indicators.bulk.sheet import BulkSheet
from pcmt.indicators.queries.values import owing_areas
from pcmt.indicators.rules.sheet import ElementRule, Figure, Key, Sheet, way_of
from pcmt.indicators.rules.spot import Spot
from pcmt.kernel.formula.evaluate import evaluate
from pcmt.kernel.formula.parse import parse
from pcmt.kernel.formula.tree import Node, to_text
from pcmt.kernel.number import NO_DENOMINATOR, Number
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.quantity import Quantity
from tests.kernel.test_formula_properties import CODES, conditions, figures

WHOLE, LONE, PARTS = 1, 2, (11, 12, 13)
USERS, SPOTS, YEAR = CODES
ELEMENTS = {
    USERS: ElementRule(USERS, "người", time="last"),
    SPOTS: ElementRule(SPOTS, "điểm", time="sum"),
    YEAR: ElementRule(YEAR, "điểm tư vấn", time="last", is_yesno=True, every=Kind.QUARTER),
    "both": ElementRule("both", "cộng lại", parts=(USERS, SPOTS)),
}
FORMULAS = {USERS: parse(f"{SPOTS} + 1"), SPOTS: parse("both / 3"), YEAR: parse("indicator(managed.users) - 2")}
MONTHS = [Period.parse(one) for one in ("2026-01", "2026-02", "2026-03")]
QUARTERS = [Period.parse(one) for one in ("2025-Q4", "2026-Q1")]
SPANS = [Period.parse(one) for one in ("2026-01-YTD", "2026-03-YTD", "2026-03-R12", "2026-02-R12")]
STORED = [*Period.parse("2025-Q4").months(), *MONTHS, Period.parse("2025-03"), *QUARTERS]

values = st.one_of(st.integers(0, 6).map(Fraction), st.sampled_from([Fraction(5, 2), Fraction(7, 3)]))
stored_figures = st.builds(
    Figure,
    values,
    missing_areas=st.sampled_from([(), (), (11,), (11, 13)]),
    way=st.sampled_from(["", "", "whole", "share"]),
)
keys = st.tuples(
    st.sampled_from([WHOLE, LONE, *PARTS]), st.sampled_from([one.id for one in STORED]), st.sampled_from(CODES)
)


def sheet_of(held: Mapping[Key, Figure]) -> Sheet:
    """Two areas, one of them made up of three communes, of which only totals can be short of some."""
    whole = {key: one if key[0] == WHOLE else Figure(one.value, way=one.way) for key, one in held.items()}
    return Sheet(whole, ELEMENTS, {}, {WHOLE: PARTS}, FORMULAS)


def answers(grid: Grid, row: int, found: Figures | Truths) -> tuple[object, ...]:
    if isinstance(found, Truths):
        return (found.holds[row],)
    low, high = (bound(one, row) for one in (found.low, found.high))
    return (low, high, bool(found.known[row]), bool(found.void[row] and not found.lacks[row]))


def bound(ratio: Ratio, row: int) -> Fraction | None:
    top, under = ratio.top[row], ratio.under if isinstance(ratio.under, int) else ratio.under[row]
    return None if top is None else Fraction(top, under)


@settings(max_examples=40, deadline=None)
@given(
    node=st.one_of(figures, conditions),
    held=st.dictionaries(keys, stored_figures, max_size=60),
    periods=st.sampled_from([MONTHS, QUARTERS, SPANS]),
)
def test_columns_say_of_every_row_what_the_reference_says_of_the_place(
    node: Node, held: dict[Key, Figure], periods: list[Period]
) -> None:
    sheet, areas = sheet_of(held), [WHOLE, LONE]
    try:
        grids = [(grid, grid._at(node, ())) for grid in evaluations(BulkSheet.of(sheet), [node], areas, periods)]
    except TooWide:
        assume(False)
    for grid, found in grids:
        missing = grid.missing(node).group_by("row").len()
        owing = dict(zip(missing["row"], missing["len"], strict=True))
        ways = grid.ways(node)
        for row, (area, period) in enumerate((area, period) for area in areas for period in grid.periods):
            spot = Spot(sheet, area, period)
            wanted = evaluate(node, spot).value
            expected: tuple[object, ...]
            if isinstance(wanted, Number):
                expected = (wanted.low, wanted.high, wanted.is_known, wanted.missing == (NO_DENOMINATOR,))
            else:
                expected = (wanted.holds,)
            assert answers(grid, row, found) == expected, (to_text(node), area, period)
            assert owing.get(row, 0) == owing_areas(spot.readings(), sheet, area)[0], (to_text(node), area, period)
            assert ("", "whole", "share")[ways[row]] == way_of(spot.readings())


@given(value=st.fractions(-(10**6), 10**6, max_denominator=10**4), scale=st.integers(0, 3), half=st.booleans())
def test_columns_round_half_away_from_zero_as_quantities_do(value: Fraction, scale: int, half: bool) -> None:
    if half:  # a tie, where a float would go either way
        value = Fraction(2 * int(value) + 1, 2 * 10**scale)
    assert Ratio.constant(value, 1).rounded(scale)[0] == Quantity.nearest(value, scale=scale).scaled


def test_what_outgrows_the_columns_is_refused_before_it_is_wrong() -> None:
    large = Figures.exactly(WIDEST - 1, 2)
    product = Figures(large.low, large.low, large.lacks, large.void)
    with pytest.raises(TooWide):
        product * product
    with pytest.raises(TooWide):
        product + product


def test_the_real_size_of_a_column_is_measured_before_it_is_refused() -> None:
    claimed = Ratio(pl.Series([1, 2], dtype=pl.Int128), 1, WIDEST, 1)
    assert (claimed * claimed).top.to_list() == [1, 4]
