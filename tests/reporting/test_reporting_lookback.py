"""How far back formulas look: what is loaded for a check is all that the check reads."""

from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.kernel.formula.evaluate import evaluate
from pcmt.kernel.formula.parse import parse
from pcmt.kernel.formula.tree import Aggregate, Binary, Cell, Node, Shift
from pcmt.kernel.number import Number
from pcmt.kernel.period import Period
from pcmt.reporting.rules.lookback import periods_read
from pcmt.reporting.rules.sheet import Sheet

OCTOBER = Period.parse("2026-10@nd09")
COMPUTED = {"total": parse("one + two"), "trend.up": parse("one - previous(one)")}


class Spy(Sheet):
    """A sheet that notes the periods in which figures are asked for."""

    read: ClassVar[set[Period]] = set()

    def cell(self, code: str) -> Number:
        self.read.add(self.period)
        return super().cell(code)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("one <= two", {"2026-10@nd09"}),
        ("one == previous(one) + two", {"2026-10@nd09", "2026-09@nd09"}),
        ("last_year(previous(one)) > 0", {"2025-09@nd09"}),
        ("trend > 0", {"2026-10@nd09", "2026-09@nd09"}),
        ("previous(trend.up) > 0", {"2026-09@nd09", "2026-08@nd09"}),
        ("sum(one over areas) > 0", {"2026-10@nd09"}),
    ],
)
def test_the_periods_that_a_formula_reads(text: str, periods: set[str]):
    assert {period.id for period in periods_read([parse(text)], OCTOBER, COMPUTED)} == periods


def test_a_year_is_read_from_its_first_period():
    read = periods_read([parse("sum(one over year)")], OCTOBER, COMPUTED)
    assert read == set(OCTOBER.year_to_date())


FORMULAS = st.recursive(
    st.sampled_from(["one", "total", "trend", "trend.up"]).map(Cell),
    lambda below: st.one_of(
        st.builds(Shift, below, st.sampled_from(["period", "year"])),
        st.builds(Binary, st.just("add"), below, below),
        st.builds(Aggregate, st.just("sum"), below, st.just("year")),
    ),
    max_leaves=4,
)


@settings(max_examples=50, deadline=None)
@given(FORMULAS)
def test_no_evaluation_reads_a_period_that_was_not_told(formula: Node):
    Spy.read.clear()
    evaluate(formula, Spy("", OCTOBER, {}, {"one": "Một", "two": "Hai", "trend.up": "Tăng"}, COMPUTED))
    assert Spy.read <= periods_read([formula], OCTOBER, COMPUTED)
