"""Sheets handed out, filled in, read, and handed back with their faults."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from workbook.marking import mark
from workbook.reading import read
from workbook.refusals import WorkbookRefused
from workbook.spec import FAULT_HEAD, Column, Fault, SheetSpec
from workbook.template import template

SPEC = SheetSpec(
    name="Vườn hoa",
    columns=(
        Column("name", "Tên hoa", required=True, longest=20),
        Column("kind", "Loại", "choice", required=True, choices=(("cay", "Cây thân gỗ"), ("co", "Cỏ"))),
        Column("planted", "Ngày trồng", "date"),
        Column("big", "Lớn", "yes"),
        Column("names", "Tên khác", "list"),
    ),
    instructions=("Mỗi dòng một loài hoa.",),
    most_rows=10,
)
MORNING = datetime(2026, 7, 1, 7, 30)  # noqa: DTZ001 (sheets keep no time zone)
HEADS = ("Tên hoa *", "Loại *", "Ngày trồng", "Lớn", "Tên khác")


def sheet(*rows: Sequence[object], heads: Sequence[str] = HEADS, title: str = "Vườn hoa", above: int = 0) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for _ in range(above):
        page.append(["Danh sách năm 2026"])
    page.append([*heads])
    for row in rows:
        page.append([*row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def values(data: bytes) -> list[Mapping[str, object]]:
    reading = read(data, SPEC)
    assert reading.faults == ()
    return [row.values for row in reading.rows]


def test_an_empty_template_reads_as_nothing_and_a_filled_one_as_typed():
    data = template(SPEC)
    assert read(data, SPEC).rows == ()
    book = load_workbook(io.BytesIO(data))
    page = book["Vườn hoa"]
    for place, value in enumerate(("Hoa ban", "Cây thân gỗ", MORNING, "x", "Ban trắng; Ban tím"), 1):
        page.cell(2, place, value)
    assert page.data_validations.dataValidation[0].formula1 == "'Danh mục'!$B$1:$B$2"
    assert "Mỗi dòng một loài hoa." in [cell.value for cell in book["Hướng dẫn"]["A"]]
    written = io.BytesIO()
    book.save(written)
    assert values(written.getvalue()) == [
        {
            "name": "Hoa ban",
            "kind": "cay",
            "planted": date(2026, 7, 1),
            "big": True,
            "names": ("Ban trắng", "Ban tím"),
        }
    ]


def test_heads_are_found_in_any_order_under_a_title_and_whatever_the_marks():
    data = sheet(("CO", "  Sen   hồng ", "thừa"), heads=("LOAI", "ten hoa", "Ghi chú"), title="Trang 1", above=3)
    assert values(data)[0] == {"name": "Sen hồng", "kind": "co", "planted": None, "big": False, "names": ()}
    assert read(data, SPEC).rows[0].number == 5


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1/7/2026", date(2026, 7, 1)),
        ("01.07.2026", date(2026, 7, 1)),
        ("2026-07-01", date(2026, 7, 1)),
        (MORNING, date(2026, 7, 1)),
    ],
)
def test_days_are_read_day_first(typed: object, day: date):
    assert values(sheet(("Sen", "Cỏ", typed)))[0]["planted"] == day


@pytest.mark.parametrize(
    ("row", "key", "says"),
    [
        (("", "Cỏ"), "name", "Chưa điền"),
        (("Sen", "Cây thân gõ cao"), "kind", "Có phải là “Cây thân gỗ”?"),
        (("Sen", "zzz"), "kind", "Chọn trong danh sách"),
        (("Sen", "Cỏ", "31/02/2026"), "planted", "không phải là ngày"),
        (("Sen", "Cỏ", 46204), "planted", "không phải là ngày"),
        (("Sen", "Cỏ", None, "lớn lắm"), "big", "ghi “x”"),
        (("=1+1", "Cỏ"), "name", "công thức"),
        (("S" * 21, "Cỏ"), "name", "quá 20"),
        (("#REF!", "Cỏ"), "name", "lỗi của Excel"),
    ],
)
def test_a_cell_that_cannot_be_understood_is_told(row: Sequence[object], key: str, says: str):
    faults = read(sheet(row), SPEC).faults
    assert [(fault.row, fault.key) for fault in faults] == [(2, key)]
    assert says in faults[0].text


def test_blank_rows_are_passed_over_and_numbers_are_words():
    data = sheet((None, " "), (1234.0, "Cỏ"), (), (12.5, "co"))
    assert [(row.number, row.values["name"]) for row in read(data, SPEC).rows] == [(3, "1234"), (5, "12.5")]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (sheet(heads=("Tên hoa",)), "thiếu cột “Loại”"),
        (sheet(heads=("Tên hoa", "Loại", "Tên hoa *")), "có hai lần"),
        (sheet(*[("Sen", "Cỏ")] * 11), "quá mức 10 dòng"),
    ],
)
def test_a_sheet_of_another_make_is_refused(data: bytes, says: str):
    with pytest.raises(WorkbookRefused) as refused:
        read(data, SPEC)
    assert says in refused.value.message
    assert refused.value.remedy


def test_faults_are_written_at_their_cells_and_wiped_the_next_time():
    data = sheet(("Sen", "Cỏ"), ("Ban", "=2"), heads=(*HEADS, "Ghi chú"))
    marked = mark(data, SPEC, [Fault(3, "Loại này không có.", "kind"), Fault(3, "=HYPERLINK(1) trùng dòng 2.")])
    page = load_workbook(io.BytesIO(marked))["Vườn hoa"]
    assert page["G1"].value == FAULT_HEAD
    assert page["G3"].value == "Loại: Loại này không có. =HYPERLINK(1) trùng dòng 2."
    assert page["G2"].value is None
    assert page["B3"].comment.text == "Loại này không có."
    assert page["B3"].fill.start_color.rgb == "FFF4CCCC"
    assert (page["A3"].value, page["F1"].value) == ("Ban", "Ghi chú")
    again = load_workbook(io.BytesIO(mark(marked, SPEC, [Fault(2, "=1", "name")])))["Vườn hoa"]
    assert (again["G1"].value, again["G3"].value, again["H1"].value) == (FAULT_HEAD, None, None)
    assert again["B3"].comment is None
    assert again["B3"].fill.start_color.rgb != "FFF4CCCC"
    assert again["G2"].value == "Tên hoa: =1"
    assert read(marked, SPEC).rows == read(data, SPEC).rows


def test_a_fault_that_begins_as_a_formula_is_text():
    marked = mark(sheet(("Sen", "Cỏ")), SPEC, [Fault(2, "=cmd|' /C calc'!A0")])
    assert load_workbook(io.BytesIO(marked))["Vườn hoa"]["F2"].data_type == "s"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(("Cỏ", "cay", "??")), st.one_of(st.none(), TEXTS)), max_size=6))
def test_whatever_is_typed_is_read_or_told_and_marking_changes_no_value(rows: list[tuple[str, str, str | None]]):
    data = sheet(*rows)
    reading = read(data, SPEC)
    told = {fault.row for fault in reading.faults}
    assert all(fault.key for fault in reading.faults)
    for row in reading.rows:
        assert row.number in told or (row.values["name"] and row.values["kind"] in ("cay", "co"))
    assert read(mark(data, SPEC, reading.faults), SPEC).rows == reading.rows
