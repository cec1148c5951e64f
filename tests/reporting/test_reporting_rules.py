"""Pure rules: typed figures, sheets and checks, usual ranges, timeliness, longer periods."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.kernel.formula.parse import parse
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.rules.checks import answer_checks, usual_range
from pcmt.reporting.rules.figures import WrongFigure, read_figure, write_figure
from pcmt.reporting.rules.sheet import Sheet
from pcmt.reporting.rules.spans import span_figure
from pcmt.reporting.rules.timeliness import Timeliness, mark, timeliness
from pcmt.rulebook.queries import Check

OCTOBER = Period.parse("2026-10@nd09")


@given(st.integers(0, 10**12 - 1), st.integers(0, 3))
def test_what_is_written_reads_back(scaled: int, scale: int):
    assert read_figure(write_figure(scaled, scale), kind="measure", scale=scale) == scaled


@pytest.mark.parametrize(
    ("text", "scale", "scaled"),
    [
        ("12", 0, 12),
        ("1.234", 0, 1234),
        ("1.234.567", 0, 1234567),
        ("1 234", 0, 1234),
        ("1\u00a0234,5", 1, 12345),
        ("12,50", 1, 125),
        ("12,0", 0, 12),
        ("007", 0, 7),
        (" 0 ", 2, 0),
        ("", 0, None),
        ("   ", 1, None),
    ],
)
def test_figures_as_officials_type_them(text: str, scale: int, scaled: int | None):
    assert read_figure(text, kind="count", scale=scale) == scaled


@pytest.mark.parametrize(
    ("text", "scale", "told"),
    [
        ("12,5", 0, "không phải số nguyên"),
        ("1.5", 1, "hai cách"),
        ("1,234.5", 1, "hai cách"),
        ("12.34", 0, "hai cách"),
        ("1,25", 1, "quá nhiều chữ số thập phân"),
        ("-3", 0, "số âm"),
        ("–", 0, "ghi 0 nếu không có"),
        ("ba", 0, "không phải là số"),
        ("1.2345", 0, "hai cách"),
        ("１２", 0, "không phải là số"),
        ("1" * 13, 0, "quá lớn"),
    ],
)
def test_wrong_figures_are_told_apart(text: str, scale: int, told: str):
    with pytest.raises(WrongFigure, match=told):
        read_figure(text, kind="count", scale=scale)


@given(st.text(max_size=12), st.integers(0, 2))
def test_any_text_is_a_figure_or_a_reasoned_refusal(text: str, scale: int):
    try:
        scaled = read_figure(text, kind="count", scale=scale)
    except WrongFigure as error:
        told = str(error)
    else:
        assert scaled is None or scaled >= 0
        told = "."
    assert told.endswith(".")


@pytest.mark.parametrize(("text", "scaled"), [("có", 1), ("Không", 0), ("1", 1), ("", None)])
def test_yes_and_no(text: str, scaled: int | None):
    assert read_figure(text, kind="yesno", scale=0) == scaled
    with pytest.raises(WrongFigure, match="“có” hoặc “không”"):
        read_figure("có lẽ", kind="yesno", scale=0)


def sheet(**cells: int) -> Sheet:
    return Sheet(
        area="Xã Sen Hồng",
        period=OCTOBER,
        figures={
            OCTOBER.id: {code.replace("__", "."): Fraction(value) for code, value in cells.items()},
            OCTOBER.previous().id: {"stock": Fraction(7)},
        },
        labels={"stock": "Điểm hiện còn", "found": "Điểm mới"},
        computed={"all": parse("stock + found")},
    )


def check(condition: str) -> Check:
    return Check("c", parse(condition), "error", "Chưa khớp.", ("stock",))


@pytest.mark.parametrize(
    ("condition", "cells", "outcome"),
    [
        ("stock == previous(stock) + found", {"stock": 9, "found": 2}, "holds"),
        ("stock == previous(stock) + found", {"stock": 8, "found": 2}, "fails"),
        ("stock == previous(stock) + found", {"stock": 9}, "unknown"),
        ("stock <= previous(stock) + found", {"stock": 3}, "holds"),
        ("all == 5", {"stock": 3, "found": 2}, "holds"),
        ("stock == last_year(stock)", {"stock": 3}, "unknown"),
        ("count(stock > 0 over areas) == 0", {"stock": 3}, "holds"),
    ],
)
def test_checks_know_what_they_do_not_know(condition: str, cells: dict[str, int], outcome: str):
    (answer,) = answer_checks([check(condition)], sheet(**cells))
    assert answer.outcome == outcome
    if outcome == "unknown":
        assert answer.missing
        assert not answer.blocks


def test_a_warning_with_a_reason_does_not_block():
    failing = answer_checks([check("stock == 0")], sheet(stock=1))[0]
    assert failing.blocks
    explained = type(failing)("c", "warning", "fails", "…", (), explanation="Đã đối chiếu.")
    assert not explained.blocks
    assert type(failing)("c", "error", "fails", "…", (), explanation="Đã đối chiếu.").blocks


def test_a_category_cell_adds_up_where_the_whole_is_not_asked():
    parts = Sheet(
        area="Xã Sen Hồng",
        period=OCTOBER,
        figures={OCTOBER.id: {"m.a": Fraction(2), "m.b": Fraction(3)}},
        labels={"m.a": "A", "m.b": "B"},
    )
    assert parts.cell("m").value == 5
    assert not parts.back("period").cell("m").is_known


@given(st.lists(st.integers(0, 10**6), min_size=6, max_size=24))
def test_the_median_is_always_usual(values: list[int]):
    usual = usual_range([Fraction(value) for value in values])
    assert usual is not None
    assert usual.covers(usual.middle)
    assert not usual.covers(usual.high + 1)
    assert usual.low >= 0


def test_short_histories_call_nothing_unusual():
    assert usual_range([Fraction(1)] * 5) is None


@pytest.mark.parametrize(
    ("sent", "today", "expected"),
    [
        (date(2026, 10, 16), date(2026, 11, 1), Timeliness("on_time")),
        (date(2026, 10, 19), date(2026, 11, 1), Timeliness("late", 3)),
        (None, date(2026, 10, 16), Timeliness("due")),
        (None, date(2026, 10, 18), Timeliness("overdue", 2)),
    ],
)
def test_in_time_or_not(sent: date | None, today: date, expected: Timeliness):
    assert timeliness(due=date(2026, 10, 16), sent=sent, today=today) == expected


def test_lateness_weighs_more_than_amendment():
    assert mark("on_time", amended=True) == "amended"
    assert mark("late", amended=True) == "late"
    assert mark("overdue", amended=False) == "missing"


QUARTER = Period.parse("2026-Q3@nd09")


def months(*values: int | None) -> dict[str, Quantity]:
    return {
        month.id: Quantity(value) for month, value in zip(QUARTER.months(), values, strict=True) if value is not None
    }


def test_a_quarter_adds_up_or_takes_the_last_month():
    assert span_figure("sum", QUARTER, months(1, 2, 3)).quantity == Quantity(6)
    assert span_figure("last", QUARTER, months(1, 2, 3)).quantity == Quantity(3)
    assert span_figure("distinct", QUARTER, months(1, 2, 3)).quantity == Quantity(3)


def test_a_missing_month_is_named_and_never_zero():
    partly = span_figure("sum", QUARTER, months(1, None, 3))
    assert partly.quantity == Quantity(4)
    assert partly.missing == (QUARTER.months()[1],)
    assert not partly.is_known
    last = span_figure("last", QUARTER, months(1, 2, None))
    assert last.quantity is None
    assert last.missing == (QUARTER.months()[2],)
    assert span_figure("sum", QUARTER, {}).quantity is None


def test_a_figure_of_the_whole_period_comes_first():
    known = {**months(1, 2, 3), QUARTER.id: Quantity(5)}
    assert span_figure("sum", QUARTER, known).quantity == Quantity(5)
