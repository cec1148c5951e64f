"""“Tăng, giảm … so với”: every kind of base told in words, the same difference that a reader finds on the page."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.kernel.period import Kind, Period
from pcmt.publications.composing import Figure, compose_parts
from pcmt.publications.rules.comparing import Measured, Thresholds, compared, earlier_called
from pcmt.publications.rules.content import Sentence
from pcmt.rulebook.queries import Binding, SentenceBlock, Subject, book

BY = Thresholds(percent_from=20, times_from=3, decimals=1)
YEAR = "cùng kỳ năm trước"


def said(now: str | None, before: str | None, unit: str = "người", decimals: int = 0) -> str:
    def measured(value: str | None) -> Measured:
        return Measured(None if value is None else Fraction(value), unit, decimals)

    return compared(measured(now), measured(before), against=YEAR, by=BY)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("120", "100", "tăng 20 người (20%) so với cùng kỳ năm trước"),
        ("95", "100", "giảm 5 người (5%) so với cùng kỳ năm trước"),
        ("1300", "1233", "tăng 67 người (5,4%) so với cùng kỳ năm trước"),
        ("100", "100", "bằng cùng kỳ năm trước"),
        ("0", "0", "bằng cùng kỳ năm trước"),
        ("5", "0", "tăng 5 người (cùng kỳ năm trước không có)"),
        ("0", "25", "giảm 25 người (100%) so với cùng kỳ năm trước"),
        ("5", "3", "tăng 2 người so với cùng kỳ năm trước (3 người)"),
        ("0", "19", "giảm 19 người so với cùng kỳ năm trước (19 người)"),
        ("60", "20", "tăng 40 người, gấp 3 lần cùng kỳ năm trước"),
        ("4500", "1234", "tăng 3.266 người, gấp 3,6 lần cùng kỳ năm trước"),
        ("1000001", "1000000", "tăng 1 người (dưới 0,1%) so với cùng kỳ năm trước"),
        (None, "3", "chưa so sánh được với cùng kỳ năm trước"),
        ("3", None, "chưa có số liệu cùng kỳ năm trước để so sánh"),
        (None, None, "chưa so sánh được với cùng kỳ năm trước"),
    ],
)
def test_counts_are_told_with_per_cent_only_where_the_base_bears_it(now: str | None, before: str | None, words: str):
    assert said(now, before) == words


@pytest.mark.parametrize(
    ("now", "before", "unit", "decimals", "words"),
    [
        ("45.5", "43.2", "%", 1, "tăng 2,3 điểm phần trăm so với cùng kỳ năm trước"),
        ("1/3", "1/2", "%", 1, "giảm 0,2 điểm phần trăm so với cùng kỳ năm trước"),
        ("5", "0", "%", 1, "tăng 5 điểm phần trăm so với cùng kỳ năm trước"),
        ("1.25", "1.5", "‰", 2, "giảm 0,25 điểm phần nghìn so với cùng kỳ năm trước"),
        ("33.34", "33.33", "%", 1, "bằng cùng kỳ năm trước"),
        ("28.5", "25", "kg", 1, "tăng 3,5 kg (14%) so với cùng kỳ năm trước"),
        ("0.45", "0.25", "ha", 2, "tăng 0,2 ha (80%) so với cùng kỳ năm trước"),
    ],
)
def test_rates_differ_by_points_and_measures_keep_their_decimals(
    now: str, before: str, unit: str, decimals: int, words: str
):
    assert said(now, before, unit, decimals) == words


@settings(max_examples=60)
@given(now=st.fractions(0, 10**6), before=st.fractions(0, 10**6), decimals=st.integers(0, 2))
def test_the_direction_is_that_of_the_printed_figures(now: Fraction, before: Fraction, decimals: int):
    one, other = Measured(now, "lượt", decimals), Measured(before, "lượt", decimals)
    words = compared(one, other, against=YEAR, by=BY)
    assert one.shown is not None
    assert other.shown is not None
    gap = one.shown.scaled - other.shown.scaled
    assert words.startswith("tăng " if gap > 0 else "giảm " if gap < 0 else "bằng ")
    assert words.endswith((YEAR, ")"))


@pytest.mark.parametrize(
    ("kind", "column", "words"),
    [
        (Kind.MONTH, "previous", "tháng trước"),
        (Kind.QUARTER, "previous", "quý trước"),
        (Kind.MONTH, "last_year", "cùng kỳ năm trước"),
        (Kind.YEAR, "previous", "năm trước"),
        (Kind.YEAR, "last_year", "năm trước"),
        (Kind.RANGE, "previous", "kỳ trước"),
    ],
)
def test_the_earlier_period_is_called_as_officials_call_it(kind: Kind, column: str, words: str):
    assert earlier_called(kind, column) == words


class Talks:
    """Sources that know the talks of this period and of the year before."""

    def figure(self, subject: Subject, column: str) -> Figure:
        value = {"this": 1234, "last_year": 1000}.get(column)
        exact = None if value is None else Fraction(value)
        return Figure(str(value), f"value:{subject.code}/1/{column}", exact, unit="buổi")


def test_the_provinces_draft_says_it_by_the_same_rule_and_leads_to_what_was_compared():
    talks = Subject("element", "talks")
    block = SentenceBlock(
        "cau",
        "Tổ chức {n} buổi, {year}; {quarter}.",
        (
            Binding("n", talks, "this"),
            Binding("year", talks, "this", "last_year"),
            Binding("quarter", talks, "this", "previous"),
        ),
    )
    (part,) = compose_parts((block,), Talks(), Period.parse("2026-Q3@nd09"), {})  # type: ignore[arg-type]
    assert isinstance(part, Sentence)
    assert "".join(piece.text for piece in part.pieces) == (
        "Tổ chức 1234 buổi, tăng 234 buổi (23,4%) so với cùng kỳ năm trước; chưa có số liệu quý trước để so sánh."
    )
    assert [(piece.ref, piece.known) for piece in part.pieces if piece.ref] == [
        ("value:talks/1/this", True),
        ("value:talks/1/last_year", True),
        ("value:talks/1/previous", False),
    ]


def test_the_province_sets_its_own_measures():
    assert book().comparisons.source.document
    assert book().comparisons.percent_from >= 1
