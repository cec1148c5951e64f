"""The rulebook's worked situations, by the evaluator that pages use: it must say what the jurist expects."""

from pathlib import Path

import pytest

from pcmt.indicators.queries.contexts import element_rules
from pcmt.indicators.rules.sheet import Figure, Key, Sheet
from pcmt.indicators.rules.spot import Spot
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import Example, book_at
from pcmt.rulebook.rules.examples import misses

BOOK = book_at(Path(__file__).resolve().parents[2] / "rulebook")
WHOLE, FIRST_PART = 1, 100
EXAMPLES = [example for example in BOOK.examples if example.kind == "indicator"]


def spot_of(example: Example) -> Spot:
    """Lay an example's figures out on a sheet, under the period that its day falls in."""
    rule = BOOK.indicator(example.code, example.on)
    month = Period.month_of(example.on, rule.calendar)
    period = month if rule.period_kind == month.kind else month.enclosing(rule.period_kind)
    figures: dict[Key, Figure] = {}
    for when, cells in (
        (period, example.cells),
        (period.previous(), example.previous),
        (period.same_last_year(), example.last_year),
    ):
        figures |= {(WHOLE, when.id, code): Figure(value) for code, value in cells.items()}
    for when, parts in ((period, example.areas), (period.same_last_year(), example.areas_last_year)):
        for place, cells in enumerate(parts, FIRST_PART):
            figures |= {(place, when.id, code): Figure(value) for code, value in cells.items()}
    below = {WHOLE: tuple(FIRST_PART + place for place in range(len(example.areas)))}
    formulas = {one.code: one.formula for one in BOOK.indicators(example.on)}
    return Spot(Sheet(figures, element_rules(BOOK, example.on), {}, below, formulas), WHOLE, period)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_example(example: Example) -> None:
    assert misses(example, spot_of(example).indicator(example.code)) == ()


def test_every_indicator_has_a_known_and_an_unknown_case() -> None:
    known = {example.code for example in EXAMPLES if example.value is not None}
    unknown = {example.code for example in EXAMPLES if example.value is None}
    codes = {indicator.code for indicator in BOOK.all_indicators}
    assert (codes - known, codes - unknown) == (set(), set())
