"""Where targets are heading: the series as accepted, the verdict, what is needed, and figures supposed by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Outlook, foreseen, supposed
from pcmt.indicators.rules.roadmap import Goal
from pcmt.kernel.actor import Actor
from pcmt.kernel.number import Number
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.plans.queries import TargetView
from pcmt.rulebook.queries import book
from tests.indicators.figures import close
from tests.province import Province

ON = date(2026, 11, 21)
NOW = Period.parse("2026-10@nd09")
SPOTS = Goal("<=", Fraction(0), date(2026, 12, 14))


@pytest.fixture
def target(province: Province) -> TargetView:
    """No spot is to be left in Sen Hồng by the end of the year."""
    return TargetView(
        id=7,
        plan_id=1,
        plan_title="",
        document_id=1,
        document_number="",
        document_label="",
        anchor="",
        place="",
        quote="",
        indicator="N3",
        indicator_label="",
        relation="<=",
        value=Quantity(0, 0, "điểm"),
        value_high=None,
        unit="điểm",
        subject="điểm",
        by=Period.parse("2026"),
        every="",
        scope_area_id=province.communes["sen-hong"].id,
        scope_area_name="",
        state="active",
        suggestion_id=None,
    )


def look(target: TargetView) -> Outlook:
    found = indicators.outlook(target, ON)
    assert found is not None
    return found


def months(count: int) -> list[Period]:
    return [NOW.shifted(-back) for back in reversed(range(count))]


def fill(target: TargetView, figures: list[int | None]) -> None:
    for period, figure in zip(months(len(figures)), figures, strict=True):
        if figure is not None:
            close(target.scope_area_id, period.id, {"spots_use.stock": figure})


def test_a_series_that_falls_by_one_a_month_reaches_none_in_time(target: TargetView) -> None:
    fill(target, [9, 8, 7, 6, 5, 4, 3, 2])
    view = look(target)
    assert (view.steps, view.until.name, view.verdict) == (2, "Tháng 12/2026", "met")
    assert view.best is not None
    assert (view.best.value, view.needed, view.usual) == (0, -1, -1)
    assert indicators.prospects([target], ON)[target.id].progress.label == "còn trong thời hạn"


def test_a_rising_series_is_foreseen_to_miss_and_says_so_only_when_sure(target: TargetView) -> None:
    fill(target, [2, 3, 4])
    assert look(target).verdict == "late", "three months are few"
    fill(target, [1, 2, 3, 4, 5, 6, 7])
    assert look(target).verdict == "risk"


@pytest.mark.parametrize("figures", [[], [3], [3, None, None, 2]])
def test_nothing_is_foreseen_of_less_than_three_months(figures: list[int | None], target: TargetView) -> None:
    fill(target, figures)
    assert (look(target).projections, look(target).verdict) == ((), "void")


def test_a_missing_last_month_is_foreseen_too(target: TargetView) -> None:
    fill(target, [8, 6, 4, None])
    view = look(target)
    assert view.newest is not None
    assert (view.newest.period, view.steps) == (NOW.previous(), 3)


def test_a_deadline_that_is_over_is_not_foreseen(target: TargetView) -> None:
    fill(target, [9, 8, 7, 6])
    over = look(replace(target, by=Period.parse("2026-06")))
    assert (over.steps, over.projections, over.needed) == (0, (), None)


def test_a_target_that_no_indicator_measures_has_no_outlook(target: TargetView) -> None:
    assert indicators.outlook(replace(target, indicator=""), ON) is None
    assert indicators.outlook(replace(target, relation="decrease", value=None), ON) is None


def test_figures_supposed_by_hand_stand_after_the_newest_known_one(target: TargetView) -> None:
    fill(target, [6, 5, 4, None])
    rows, then = supposed(look(target), [Fraction(2), Fraction(0)])
    assert [(one.period.name, one.value, one.standing.state) for one in rows] == [
        ("Tháng 10/2026", 2, "on"),
        ("Tháng 11/2026", 0, "met"),
    ]
    assert (then.steps, then.best.points if then.best else 0) == (1, 5)
    assert len(supposed(look(target), [Fraction(1)] * 50)[0]) == 3, "no period beyond the deadline"


def test_counts_that_start_anew_each_year_are_compared_with_the_same_season_only(province: Province) -> None:
    rule = book().indicator("S3.6", ON)
    rows = indicators.series("S3.6", province.id, months(10), ON)
    course = [replace(one, number=Number.exactly(10 * place), state="known") for place, one in enumerate(rows, 1)]
    assert foreseen(course, Goal(">=", Fraction(80), date(2026, 12, 14)), rule).projections == ()


def test_targets_on_one_series_are_read_together(
    target: TargetView, django_assert_max_num_queries: Callable[[int], object], actor: Callable[[str], Actor]
) -> None:
    fill(target, [9, 8, 7, 6])
    many = [replace(target, id=number) for number in range(1, 71)]
    indicators.prospects(many[:1], ON)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        assert len(indicators.prospects(many, ON)) == 70
