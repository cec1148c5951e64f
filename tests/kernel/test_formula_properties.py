"""Random formulas over random figures: what is told must hold whatever the missing figures turn out to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.kernel.formula.evaluate import evaluate, figure, truth
from pcmt.kernel.formula.parse import MAX_TOKENS, FormulaError, parse
from pcmt.kernel.formula.tree import (
    AGGREGATES,
    ARITHMETIC,
    COMPARISONS,
    SPANS,
    Aggregate,
    Binary,
    Cell,
    Compare,
    Indicator,
    Literal,
    Logic,
    Node,
    Not,
    Shift,
    codes,
    from_json,
    to_json,
    to_text,
)
from pcmt.kernel.number import Number, Truth

CODES = ("managed.users", "spots_use.stock", "year")
PLACES = ("here", "here/area1", "here/area2", "here/period", "here/year")

decimals = st.decimals(-50, 50, places=2, allow_nan=False).map(Fraction)
leaves: st.SearchStrategy[Node] = st.one_of(
    decimals.map(Literal), st.sampled_from(CODES).map(Cell), st.sampled_from(CODES).map(Indicator)
)


figures: st.SearchStrategy[Node] = st.deferred(
    lambda: st.one_of(
        leaves,
        st.builds(Binary, st.sampled_from(sorted(ARITHMETIC)), figures, figures),
        st.builds(Shift, figures, st.sampled_from(["period", "year"])),
        st.builds(Aggregate, st.sampled_from(["sum", "avg", "min", "max"]), figures, st.sampled_from(SPANS)),
        st.builds(Aggregate, st.sampled_from(["count", "share"]), conditions, st.sampled_from(SPANS)),
    )
)
conditions: st.SearchStrategy[Node] = st.deferred(
    lambda: st.one_of(
        st.builds(Compare, st.sampled_from(COMPARISONS), figures, figures),
        st.builds(Logic, st.sampled_from(["and", "or"]), st.lists(conditions, min_size=2, max_size=3).map(tuple)),
        st.builds(Not, conditions),
    )
)


@dataclass(frozen=True)
class Sheet:
    """Figures by place and code; None is a figure that has not come in. Every place has the same two areas."""

    cells: Mapping[tuple[str, str], Fraction | None]
    label: str = "here"

    def cell(self, code: str) -> Number:
        value = self.cells[(self.label, code)]
        return Number.unknown(f"{code} {self.label}", low=Fraction(0)) if value is None else Number.exactly(value)

    def indicator(self, code: str) -> Number:
        return self.cell(code) + Number.exactly(1)

    def areas(self) -> tuple["Sheet", ...]:
        return (Sheet(self.cells, "here/area1"), Sheet(self.cells, "here/area2"))

    def year(self) -> tuple["Sheet", ...]:
        return (Sheet(self.cells, "here/period"), self)

    def back(self, by: str) -> "Sheet":
        return Sheet(self.cells, f"here/{by}")


counts = st.integers(0, 20).map(Fraction)
keys = [(place, code) for place in PLACES for code in CODES]
whole_sheets = st.fixed_dictionaries(dict.fromkeys(keys, counts))
gaps = st.frozensets(st.sampled_from(keys), min_size=4)


def within(value: Fraction, bounds: Number) -> bool:
    return (bounds.low is None or bounds.low <= value) and (bounds.high is None or value <= bounds.high)


@given(node=figures, whole=whole_sheets, hidden=gaps)
def test_the_exact_figure_lies_within_the_bounds_that_were_told_without_it(
    node: Node, whole: dict[tuple[str, str], Fraction], hidden: frozenset[tuple[str, str]]
) -> None:
    told = figure(node, Sheet({key: None if key in hidden else value for key, value in whole.items()}))
    exact = figure(node, Sheet(whole))
    if exact.is_known:
        assert within(exact.value, told), (to_text(node), told, exact)
        if told.is_known:
            assert told.value == exact.value


@given(node=conditions, whole=whole_sheets, hidden=gaps)
def test_an_answer_given_with_figures_missing_stays_the_answer(
    node: Node, whole: dict[tuple[str, str], Fraction], hidden: frozenset[tuple[str, str]]
) -> None:
    told = truth(node, Sheet({key: None if key in hidden else value for key, value in whole.items()}))
    exact = truth(node, Sheet(whole))
    if told.holds is not None and exact.holds is not None:
        assert told.holds is exact.holds, to_text(node)


@given(node=st.one_of(figures, conditions), whole=whole_sheets, hidden=gaps)
def test_what_cannot_be_told_names_what_is_missing(
    node: Node, whole: dict[tuple[str, str], Fraction], hidden: frozenset[tuple[str, str]]
) -> None:
    value = evaluate(node, Sheet({key: None if key in hidden else v for key, v in whole.items()})).value
    if isinstance(value, Truth):
        assert (value.holds is None) is bool(value.missing)
    else:
        assert value.is_known or value.missing


@given(node=st.one_of(figures, conditions))
def test_text_and_json_read_back_as_the_same_tree(node: Node) -> None:
    assert parse(to_text(node)) == node
    assert from_json(to_json(node)) == node


@given(node=st.one_of(figures, conditions), whole=whole_sheets)
def test_a_trace_shows_every_step_and_only_those(node: Node, whole: dict[tuple[str, str], Fraction]) -> None:
    trace = evaluate(node, Sheet(whole))
    assert trace.text == to_text(node)
    for step in trace.steps:
        assert step.text in trace.text


@given(text=st.text("ab.(+-*/<=!)019 ,overandshmu", max_size=40))
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    try:
        node = parse(text)
    except FormulaError as error:
        place = error.position
    else:
        assert parse(to_text(node)) == node
        return
    assert 0 <= place <= len(text)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("a +", 3),
        ("a + (b == 1)", 12),
        ("a == b == c", 7),
        ("sum(a)", 5),
        ("sum(a over months)", 11),
        ("share(a over areas)", 19),
        ("previous(a == 1)", 16),
        ("indicator(1)", 10),
        ("a # b", 2),
        ("not a", 5),
        ("(" * 100 + "a" + ")" * 100, 60),
        ("-" * 5000 + "a", MAX_TOKENS),
    ],
)
def test_a_mistake_is_refused_at_its_place(text: str, position: int) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"op": "add", "args": []},
        {"op": "power", "args": [{"number": "1"}, {"number": "2"}]},
        {"aggregate": "sum", "of": {"number": "1"}},
        {"aggregate": "median", "over": "areas", "of": {"number": "1"}},
        {"shift": "decade", "of": {"number": "1"}},
        {"number": "1/0"},
        {"number": "many"},
    ],
)
def test_json_that_is_no_formula_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no formula"):
        from_json(data)


def test_codes_are_collected_from_the_whole_tree() -> None:
    node = parse("share(a == 1 and indicator(T1) > 2 over areas) + previous(b) / last_year(indicator(T2))")
    assert codes(node, Cell) == {"a", "b"}
    assert codes(node, Indicator) == {"T1", "T2"}


def test_the_grammar_has_no_other_word() -> None:
    assert set(AGGREGATES) == {"sum", "avg", "min", "max", "count", "share"}
    assert set(SPANS) == {"areas", "year"}
