"""Vietnamese text: one spelling, folding, order, numbers, dates."""

import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.text import (
    find_dates,
    fold,
    format_date,
    format_date_legal,
    format_date_long,
    format_moment,
    format_number,
    format_percent,
    format_quantity,
    lower_first,
    normalise,
    normalise_surface,
    parse_date,
    parse_number,
    sort_key,
    without_notes,
)

VIETNAMESE = st.text(
    st.sampled_from("aàảãáạăằắâầđeêếoôốơớuưứyýỳqhtnmHTÐĐ ưở\u0300\u0301\u0309\u0323\u00a0&;|*_\n\r0123456789.,/-")
)


@pytest.mark.parametrize(
    ("written", "one_spelling"),
    [
        ("hoà bình", "hòa bình"),
        ("ma tuý, UỶ BAN", "ma túy, ỦY BAN"),
        ("khoẻ, loè loẹt", "khỏe, lòe loẹt"),
        ("quý, quỹ, toán, hoàn, thuyết", "quý, quỹ, toán, hoàn, thuyết"),
        ("Ðắk Lắk", "Đắk Lắk"),
        ("tỉnh\u00a0Hoa\u200b Mai", "tỉnh Hoa Mai"),
        ("Sở Y tế &amp; Sở Tư pháp", "Sở Y tế & Sở Tư pháp"),
        ("a\\r\\nb", "a\nb"),
        (unicodedata.normalize("NFD", "phường Trúc Xanh"), "phường Trúc Xanh"),
    ],
)
def test_one_spelling(written: str, one_spelling: str) -> None:
    assert normalise(written) == one_spelling


@settings(max_examples=60)
@given(VIETNAMESE)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@settings(max_examples=60)
@given(VIETNAMESE)
def test_every_place_leads_back_to_the_original(text: str) -> None:
    surface = normalise_surface(text)
    for offset in range(len(surface.text)):
        start, end = surface.origin_span(offset, offset + 1)
        assert 0 <= start < end <= len(text)


def test_a_letter_leads_back_to_the_letter_written() -> None:
    original = "x &amp; " + unicodedata.normalize("NFD", "Uỷ ban") + " Hoa Mai"
    surface = normalise_surface(original)
    start = surface.text.index("Hoa Mai")
    begin, end = surface.origin_span(start, start + 7)
    assert original[begin:end] == "Hoa Mai"


def test_search_finds_without_marks_case_and_d() -> None:
    assert fold("  Ủy ban ĐẮK Lắk ") == fold("uy ban dak lak") == "uy ban dak lak"
    assert fold("Huế") == "hue"


def test_dictionary_order() -> None:
    right = ["An", "Ăn", "Ân", "Dak", "Đà", "ma", "mà", "mả", "mã", "má", "mạ", "mà b", "mạn"]
    assert sorted([*right[5:], *right[:5]], key=sort_key) == right


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234,5", "1234.5"),
        ("01", "1"),
        ("1,5%", "1.5"),
        ("88.2%", "88.2"),
        ("6.751", "6751"),
        ("1.234.567", "1234567"),
        ("một", None),
        ("1.23.4", None),
    ],
)
def test_numbers_as_offices_write_them(written: str, value: str | None) -> None:
    assert parse_number(written) == (Decimal(value) if value else None)


@settings(max_examples=60)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_number_written_is_read_back(value: Decimal) -> None:
    assert parse_number(format_number(value, 2)) == value


def test_numbers_written() -> None:
    assert format_number(Decimal("1234567.50")) == "1.234.567,5"
    assert format_number(-1200) == "-1.200"
    assert format_number(Decimal("-0.001"), 2) == "0,00"
    assert format_number(Decimal("28.25"), 1) == "28,3"
    assert format_percent(Decimal("28.9")) == "28,9%"
    assert [format_quantity(2, unit) for unit in ("", "‰", "vụ")] == ["2", "2‰", "2 vụ"]


@settings(max_examples=60)
@given(st.dates(min_value=date(1945, 9, 2), max_value=date(2099, 12, 31)))
def test_a_date_written_is_read_back(day: date) -> None:
    for written in (format_date(day), format_date_long(day), format_date_legal(day), day.isoformat()):
        assert parse_date(written) == day


def test_dates_written_as_the_decree_on_documents_has_them() -> None:
    assert format_date_long(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert format_date_long(date(2026, 3, 5)) == "ngày 05 tháng 3 năm 2026"
    assert format_date_legal(date(2025, 7, 1)) == "ngày 01/7/2025"
    assert format_moment(datetime(2026, 11, 23, 17, 5, tzinfo=UTC)) == "17:05 ngày 23/11/2026"


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("ngày 07 tháng 01 năm 2025", ["2025-01-07"]),
        ("ngày31/8/2012", ["2012-08-31"]),
        ("trước ngày 15/12 hằng năm", ["12-15"]),
        ("quý IV/2025 và quý I năm 2026", ["2025-Q4", "2026-Q1"]),
        ("trong tháng 02 năm 2026, tháng 6/2026", ["2026-02", "2026-06"]),
        ("29-3-2024", ["2024-03-29"]),
        ("ngày 31/4/2026", []),
        ("đến năm 2030", ["2030"]),
    ],
)
def test_dates_whole_and_in_part(written: str, values: list[str]) -> None:
    assert [found.value for found in find_dates(written)] == values


def test_marks_of_torn_words_are_dropped() -> None:
    assert normalise("ma\ufffetúy, ma\u00adtúy") == "matúy, matúy"


def test_a_heading_inside_a_sentence_keeps_its_acronym():
    assert lower_first("Báo cáo kết quả") == "báo cáo kết quả"
    assert lower_first("UBND xã Sen Hồng") == "UBND xã Sen Hồng"
    assert lower_first("") == ""


def test_marks_of_footnotes_are_left_out_and_nothing_else():
    assert without_notes("Lập danh sách[1]; rà soát [12] các điểm") == "Lập danh sách; rà soát các điểm"
    assert without_notes("Hoàn thành trước [ngày], mẫu [2026]") == "Hoàn thành trước [ngày], mẫu [2026]"
