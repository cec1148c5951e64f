"""Conditions judged: unknown is an answer, and so is the law's silence; the rulebook's situations come out right."""

from pathlib import Path

import pytest

from pcmt.classification.rules.judgement import judge
from pcmt.indicators.queries.contexts import element_rules
from pcmt.indicators.rules.sheet import Figure, Sheet
from pcmt.indicators.rules.spot import Spot
from pcmt.kernel.formula.parse import parse
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import Example, book_at

BOOK = book_at(Path(__file__).resolve().parents[2] / "rulebook")
AREA = 1
EXAMPLES = [example for example in BOOK.examples if example.kind == "scheme"]


def spot(example: Example) -> Spot:
    month = Period.month_of(example.on, BOOK.scheme(example.code, example.on).calendar)
    figures = {(AREA, month.id, code): Figure(value) for code, value in example.cells.items()}
    return Spot(Sheet(figures, element_rules(BOOK, example.on), {AREA: "Xã Sen Hồng"}), AREA, month)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_example(example: Example) -> None:
    scheme = BOOK.scheme(example.code, example.on)
    states = {one.code: judge(one.formula, one.review_when, spot(example)).state for one in scheme.conditions}
    assert scheme.outcome(tuple(states.values())).code == example.outcome
    assert {code: states[code] for code in example.states} == dict(example.states)


def _judged(text: str, review: str | None, **cells: int) -> str:
    figures = {(AREA, "2026-10@nd09", code): Figure(value) for code, value in cells.items()}
    place = Spot(Sheet(figures, {}), AREA, Period.parse("2026-10@nd09"))
    return judge(parse(text), parse(review) if review else None, place).state


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({"users": 0, "away": 0}, "met"),
        ({"users": 0, "away": 2}, "review"),
        ({"users": 1, "away": 2}, "unmet"),
        ({"users": 1}, "unmet"),
        ({"users": 0}, "unknown"),
        ({"away": 1}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_silence_and_gaps(cells: dict[str, int], state: str) -> None:
    assert _judged("users + away == 0", "users == 0 and away > 0", **cells) == state


def test_a_condition_is_open_while_the_case_for_review_is() -> None:
    assert _judged("users == 0", "away > 0", users=0) == "unknown"
    assert _judged("users == 0", "away > 0", users=0, away=0) == "met"
