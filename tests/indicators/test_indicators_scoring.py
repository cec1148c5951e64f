"""Scores and ranks as pure rules: what is missing is never zero, what is too little never scored, ties share a rank."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.indicators.rules.scoring import Rank, ranks
from pcmt.kernel.number import Number
from pcmt.kernel.period import Calendar
from pcmt.kernel.source import Source
from pcmt.rulebook.queries import Scorecard, ScorePart

TARGETS = ScorePart("ct", "Chỉ tiêu", "CT", "targets", 60, 2, "", {"met": 100, "on": 80, "late": 40, "risk": 0})
REPORTS = ScorePart("bc", "Báo cáo", "BC", "reports_on_time", 40, 3, "")
CARD = Scorecard(
    code="thu",
    label="Thử",
    whose="commune",
    calendar=Calendar.ND09,
    scale=1,
    ranked_from=60,
    widest=10,
    parts=(TARGETS, REPORTS),
    explanation="",
    source=Source(""),
    valid_from=date(2026, 1, 1),
)


def exactly(*figures: int | str) -> dict[int, Number]:
    return {place: Number.exactly(Fraction(figure)) for place, figure in enumerate(figures)}


def test_a_part_is_the_mean_of_its_points() -> None:
    score = TARGETS.score({"met": 1, "on": 1, "late": 1})
    assert score.number == Number.exactly(Fraction(220, 3))


def test_what_has_no_figure_leaves_an_interval_and_never_counts_as_zero() -> None:
    score = TARGETS.score({"met": 1, "void": 1})
    assert score.number is not None
    assert (score.number.low, score.number.high, score.unknown) == (50, 100, 1)
    assert not score.number.is_known


@pytest.mark.parametrize("marks", [{}, {"bad": 2}, {"good": 1, "void": 1}])
def test_too_little_is_not_scored(marks: dict[str, int]) -> None:
    assert REPORTS.score(marks).number is None


def test_a_part_that_is_not_scored_leaves_the_sum_with_its_weight() -> None:
    total, share = CARD.total([TARGETS.score({"met": 1, "late": 1}), REPORTS.score({"bad": 1})])
    assert (total, share) == (Number.exactly(70), 60)
    assert CARD.unranked(total, share) == ""


def test_why_a_unit_is_not_ranked() -> None:
    little = CARD.total([TARGETS.score({}), REPORTS.score({"good": 3})])
    vague = CARD.total([TARGETS.score({"met": 1, "void": 1}), REPORTS.score({"good": 3})])
    none = CARD.total([TARGETS.score({}), REPORTS.score({})])
    assert CARD.unranked(*little) == "mới chấm được 40% trọng số, cần từ 60%"
    assert CARD.unranked(*vague) == "thiếu số liệu, điểm có thể chênh quá 10"
    assert CARD.unranked(*none) == "chưa có gì để chấm"


def test_equal_as_shown_shares_the_rank_and_the_next_is_skipped() -> None:
    found = ranks(exactly("90", "80.01", "80.04", "70"), 1)
    assert [found[key].text for key in range(4)] == ["1", "2", "2", "4"]


def test_an_uncertain_score_keeps_a_span_of_ranks() -> None:
    scores = exactly(90, 80, 60) | {3: Number(Fraction(75), Fraction(85), ("thiếu",))}
    found = ranks(scores, 0)
    assert (found[3].text, found[1].text, found[0].text, found[2].text) == ("2–3", "2–3", "1", "4")


points = st.integers(0, 20)


@settings(max_examples=60)
@given(st.lists(st.tuples(points, points, points).map(sorted), min_size=1, max_size=7))
def test_whatever_the_missing_figures_turn_out_to_be_the_rank_told_it(found: list[list[int]]) -> None:
    spans = {place: Number(Fraction(low), Fraction(high)) for place, (low, _, high) in enumerate(found)}
    before = ranks(spans, 0)
    after = ranks({place: Number.exactly(figure) for place, (_, figure, _) in enumerate(found)}, 0)
    for place, told in before.items():
        assert after[place].best == after[place].worst
        assert told.best <= after[place].best <= told.worst


def test_nothing_to_rank() -> None:
    assert ranks({}, 1) == {}
    assert ranks(exactly(5), 1) == {0: Rank(1, 1)}
