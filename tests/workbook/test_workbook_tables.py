"""Tables that other programs make: CSV in whatever encoding and separator, or a sheet; faults named, memory flat."""

import csv
import io
import tracemalloc
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from workbook.refusals import WorkbookRefused
from workbook.separated import LONGEST_LINE
from workbook.tables import Bounds, open_table

NAMES = {"code": ("code", "mã"), "name": ("name", "ten_don_vi"), "value": ("value", "giá trị")}
BOUNDS = Bounds(most_bytes=4 * 1024 * 1024, most_rows=50, longest_cell=30)
TEXT = "Mã,Tên đơn vị,Giá trị\n00123,Mưa Ngâu,7\n\n00124,Sen Hồng,8\n"
READ = [(2, "00123", "Mưa Ngâu", "7"), (4, "00124", "Sen Hồng", "8")]


def read(data: bytes, *needed: str) -> list[tuple[int, str, str, str]]:
    lines = open_table(data, NAMES, BOUNDS, needed=needed).lines
    return [(line.number, *(line.cell(key) for key in ("code", "name", "value"))) for line in lines]


def in_1258(text: str) -> bytes:
    """Windows writes Vietnamese with the marks of tones apart from the letters."""
    apart = (unicodedata.normalize("NFD", letter) for letter in text)
    tones = frozenset("\u0300\u0301\u0303\u0309\u0323")
    kept = (
        ("".join(one for one in letter if one not in tones), [one for one in letter if one in tones])
        for letter in apart
    )
    return "".join(unicodedata.normalize("NFC", base) + "".join(tone) for base, tone in kept).encode("cp1258")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        in_1258(TEXT),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("Tên đơn vị", '"Tên đơn vị"').encode(),
    ],
)
def test_whatever_the_encoding_and_separator(data: bytes):
    assert read(data, "code", "value") == READ


def test_the_line_that_tells_excel_the_separator_is_no_head():
    assert read(b"sep=|\r\ncode|value\r\n1|a,b;c\r\n") == [(3, "1", "", "a,b;c")]


def test_a_line_is_numbered_by_where_it_begins_in_the_file():
    data = 'name,code\n"một\nhai",1\nba,2\n'.encode()
    assert [(line[0], line[1]) for line in read(data)] == [(2, "1"), (4, "2")]


def test_other_columns_and_short_lines_do_no_harm():
    assert read(b"id,code,note,value\n9,A\n8,B,x,5,6\n") == [(2, "A", "", ""), (3, "B", "", "5")]
    assert open_table(b"x,y\n1,2\n", NAMES, BOUNDS).columns == frozenset()
    assert open_table(b"", NAMES, BOUNDS).columns == frozenset()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"code,note\n1,2\n", "Bảng thiếu cột value."),
        (b"", "Tệp trống, không có dòng nào."),
        ("xin chào, các bạn\n".encode(), "Dòng đầu phải là tên cột (code, value), nhưng ghi “xin chào, các bạn”."),
        (b"<html>" + b"x" * 500, "Dòng đầu phải là tên cột (code, value), nhưng ghi “<html>xxx"),
        ("code,mã,value\n1,2,3\n".encode(), "Bảng có hai cột code."),
        (b"code,value\n" + b"1,2\n" * 51, "Bảng có hơn 50 dòng."),
        (b"code,value\n" + b"1,2\n" * 2_000_000, "Bảng lớn hơn 4 MB."),
        (b'code,value\n1,2\n"3,4\n5,6\n', "Dòng 3 của bảng CSV bị hỏng."),
        (b'code,value\n1,2\n"3' + b",\n" * 400, "Dòng 3 có dấu ngoặc kép không đóng."),
        (b"code,value\n" + b"x" * LONGEST_LINE, "Dòng 2 dài quá"),
        (b"code,value\n1,\0\n", "Tệp không phải bảng CSV."),
        (b"code,value\n1,\x8d\n", "Tệp không phải bảng CSV, hoặc dùng bảng mã lạ."),
        (b"PK\x03\x04 and no book", "Tệp không phải là bảng tính XLSX"),
    ],
)
def test_what_is_no_such_table_is_refused_with_its_reason(data: bytes, said: str):
    with pytest.raises(WorkbookRefused) as refused:
        read(data, "code", "value")
    assert refused.value.message.startswith(said)
    assert refused.value.remedy


def book(*rows: Iterable[object]) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append([*row])
    made.create_sheet("Khác").append(["code", "value"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_the_first_sheet_of_a_book_is_read_by_the_same_heads():
    data = book(("Mã", None, "Giá trị", "Tên đơn vị"), ("00123", "x", 7.0, "Mưa Ngâu"), (), (124, None, 0.1 + 0.2, " "))
    assert read(data, "code", "value") == [(2, "00123", "Mưa Ngâu", "7"), (4, "124", "", "0.3")]


def test_a_day_in_a_book_is_written_as_programs_write_it():
    data = book(("code", "value"), (date(2026, 7, 1), datetime(2026, 7, 2)))  # noqa: DTZ001 sheets keep no time zone
    assert read(data) == [(2, "2026-07-01", "", "2026-07-02")]


@pytest.mark.parametrize(("value", "said"), [("=1+1", "Ô B2 chứa công thức."), ("#REF!", "Ô B2 báo lỗi của Excel.")])
def test_a_cell_that_is_no_value_is_named(value: str, said: str):
    with pytest.raises(WorkbookRefused) as refused:
        read(book(("code", "value"), ("1", value)))
    assert refused.value.message == said


def test_a_cell_far_away_takes_no_memory():
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["XFD1048576"] = "code", "value", "x"
    sheet["A1048576"] = "91"
    out = io.BytesIO()
    made.save(out)
    assert read(out.getvalue()) == [(1_048_576, "91", "", "")]


def peak(lines: int) -> int:
    """Bytes at the most while a table of so many lines is read from a stream."""
    stream = io.BytesIO(b"code,value\n" + b"00123,45678901\n" * lines)
    table = open_table(stream, NAMES, Bounds(most_bytes=10**9, most_rows=10**7))
    tracemalloc.start()
    try:
        assert sum(1 for _ in table.lines) == lines
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_more_lines_take_no_more_memory():
    assert peak(20_000) < peak(2_000) + 50_000


def test_a_stream_is_left_open_for_whoever_opened_it():
    stream = io.BytesIO(TEXT.encode())
    assert len([*open_table(stream, NAMES, BOUNDS).lines]) == 2
    assert not stream.closed


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes):
    with suppress(WorkbookRefused):
        read(b"code,value\n" + data)
    with suppress(WorkbookRefused):
        read(data)


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8), st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-16"])
)
@settings(deadline=None)
def test_what_is_written_is_read_back(rows: list[tuple[str, str, str]], separator: str, encoding: str):
    made = io.StringIO()
    writer = csv.writer(made, delimiter=separator)
    writer.writerow(["code", "name", "value"])
    writer.writerows(rows)
    wanted = [tuple(unicodedata.normalize("NFC", cell).strip() for cell in row) for row in rows]
    assert [line[1:] for line in read(made.getvalue().encode(encoding))] == [row for row in wanted if any(row)]
