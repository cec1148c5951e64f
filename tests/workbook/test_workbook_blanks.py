"""Blanks both ways: written, signed, filled in, read; and every way in which a file that comes back can be wrong."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbook.blanks.manifest import SHEET
from workbook.blanks.reading import read_filled
from workbook.blanks.returning import return_faults
from workbook.blanks.spec import Blank, CellFault, Filled, Input, Page, Placed
from workbook.blanks.writing import write_blank
from workbook.guarding import ENCRYPTED, OLE
from workbook.refusals import WorkbookRefused

PAGE = Page(
    name="Biểu",
    cells=(
        Placed(1, 2, "Nội dung", look="head", anchor=True),
        Placed(2, 2, "Số lượt", look="label", anchor=True),
        Placed(2, 3, number=Decimal(7), look="input", input=Input("1/a", "Số lượt", "number", original="7")),
        Placed(3, 2, "Diện tích", look="label", anchor=True),
        Placed(3, 3, look="input", scale=2, input=Input("1/b", "Diện tích", "number", 2)),
        Placed(4, 2, "Có không", look="label", anchor=True),
        Placed(4, 3, look="input", input=Input("1/c", "Có không", "yesno")),
        Placed(5, 2, "Lời văn", look="label", anchor=True),
        Placed(5, 3, look="input", across=5, input=Input("1/words:w", "Lời văn", "text", longest=50)),
        Placed(6, 3, formula="=C2+1", look="total"),
    ),
    widths={2: 30, 3: 12},
)
BLANK = Blank((PAGE,), {"form": "thu@2026-01-01", "units": "1"}, (("=Biểu!C2", "", ""),))


def sign(text: str) -> str:
    return hashlib.sha256(b"key" + text.encode()).hexdigest()


def is_genuine(text: str, signature: str) -> bool:
    return sign(text) == signature


def edited(change: Callable[[Workbook, Worksheet], object], data: bytes | None = None) -> bytes:
    """The blank after somebody's hand in Excel."""
    book = load_workbook(io.BytesIO(data or write_blank(BLANK, sign)))
    sheet = book["Biểu"]
    assert isinstance(sheet, Worksheet)
    change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_cell(address: str, value: object) -> Filled:
    return read_filled(edited(lambda _, sheet: sheet.__setitem__(address, value)), is_genuine)


def test_what_is_filled_in_comes_back_and_only_that() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet["C3"], sheet["C4"], sheet["C5"] = 12.5, "Có", "- Đã làm xong\n- Còn một việc"

    filled = read_filled(edited(fill), is_genuine)
    assert filled.stamp == BLANK.stamp
    assert filled.faults == ()
    assert {entry.key: entry.text for entry in filled.changed} == {
        "1/b": "12,5",
        "1/c": "có",
        "1/words:w": "- Đã làm xong\n- Còn một việc",
    }


def test_a_cell_emptied_is_a_change() -> None:
    (entry,) = with_cell("C2", None).changed
    assert (entry.key, entry.text, entry.original) == ("1/a", "", "7")


@pytest.mark.parametrize(
    ("address", "value", "text"),
    [
        ("C2", 12, "12"),
        ("C2", 12.0, "12"),
        ("C2", "12", "12"),
        ("C2", " 12 ", "12"),
        ("C2", 0, "0"),
        ("C3", 0.1 + 0.2, "0,3"),
        ("C3", "12,5", "12,5"),
        ("C3", 1e-2, "0,01"),
        ("C4", "X", "có"),
        ("C4", "KHÔNG", "không"),
        ("C4", True, "có"),
    ],
)
def test_what_is_meant_one_way_is_taken(address: str, value: object, text: str) -> None:
    filled = with_cell(address, value)
    assert filled.faults == ()
    assert next(entry.text for entry in filled.entries if entry.address == address) == text


@pytest.mark.parametrize(
    ("address", "value", "word"),
    [
        ("C2", "=1+1", "Ô chứa công thức"),
        ("C2", "#DIV/0!", "báo lỗi của Excel"),
        ("C2", "mười hai", "là chữ, không phải là số"),
        ("C2", "1.234", "hiểu được hai cách (1234, hay 1,234)"),
        ("C2", "1,234", "hiểu được hai cách (1234, hay 1,234)"),
        ("C2", 1.234, "dấu chấm tách hàng nghìn"),
        ("C2", 1.5, "chỉ nhận số nguyên"),
        ("C3", 1.2345, "chữ số sau dấu phẩy"),
        ("C3", "1.234,5", "hiểu được hai cách"),
        ("C2", "007", "số 0 ở đầu"),
        ("C2", -3, "Số âm"),
        ("C2", "-", "Dấu gạch không phải là số"),
        ("C2", "@SUM(1)", "bắt đầu bằng dấu “@”"),
        ("C2", "+5", "bắt đầu bằng dấu “+”"),
        ("C2", "-5", "bắt đầu bằng dấu “-”"),
        ("C2", True, "TRUE hoặc FALSE"),
        ("C2", date(2026, 3, 1), "thành ngày"),
        ("C4", "chắc có", "chưa rõ"),
        ("C5", "@lệnh", "chạy như công thức"),
        ("C5", "=HYPERLINK(1)", "Ô chứa công thức"),
        ("C5", "a" * 51, "quá 50"),
    ],
)
def test_what_is_wrong_in_a_cell_is_told_at_it(address: str, value: object, word: str) -> None:
    (fault,) = with_cell(address, value).faults
    assert fault.address == address
    assert word in fault.text


def test_text_that_looks_like_a_formula_is_no_formula() -> None:
    def type_text(_: Workbook, sheet: Worksheet) -> None:
        sheet["C2"] = "=1+1"
        sheet["C2"].data_type = "s"

    (fault,) = read_filled(edited(type_text), is_genuine).faults
    assert "bắt đầu bằng dấu “=”" in fault.text


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda book, sheet: setattr(sheet, "title", "Khác"), "Không còn trang “Biểu”"),
        (lambda book, sheet: (book.create_sheet("x"), book.remove(sheet)), "Không còn trang “Biểu”"),
        (lambda book, sheet: sheet.insert_rows(2), "nay ở B3: hàng đã được chèn"),
        (lambda book, sheet: sheet.delete_rows(2), "ô B2"),
        (lambda book, sheet: sheet.insert_cols(2), "nay ở C1: cột đã được chèn"),
        (lambda book, sheet: sheet.__setitem__("B3", "Tên khác"), "đã bị sửa hoặc xóa"),
        (lambda book, sheet: sheet.merge_cells("C2:D2"), "ô gộp (C2:D2)"),
        (lambda book, sheet: setattr(sheet.row_dimensions[3], "hidden", True), "hàng bị ẩn (3)"),
        (lambda book, sheet: setattr(sheet.column_dimensions["C"], "hidden", True), "cột bị ẩn (C)"),
        (lambda book, sheet: book.remove(book[SHEET]), "không phải là mẫu tải từ hệ thống"),
        (lambda book, sheet: book[SHEET].__setitem__("B1", "khac@2026-01-01"), "đã bị sửa"),
        (lambda book, sheet: book[SHEET].__setitem__("B3", "AAAA"), "đã bị sửa"),
        (lambda book, sheet: book[SHEET].__setitem__("B4", "0" * 64), "đã bị sửa"),
    ],
)
def test_what_was_rebuilt_is_refused_whole(change: Callable[[Workbook, Worksheet], object], word: str) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read_filled(edited(change), is_genuine)
    assert word in refused.value.message
    assert refused.value.remedy


def test_a_moved_row_is_told_by_its_words_and_not_by_its_hidden_code() -> None:
    coded = replace(PAGE, cells=(*PAGE.cells, Placed(3, 1, "managed.rehab_home", look="small", anchor=True)))
    data = write_blank(replace(BLANK, pages=(coded,)), sign)
    for change, word in (
        (lambda _, sheet: sheet.insert_rows(3), "ô B3 (“Diện tích”) nay ở B4"),
        (lambda _, sheet: sheet.__setitem__("A3", "khác"), "ô A3 (mã ẩn của biểu) đã bị sửa"),
    ):
        with pytest.raises(WorkbookRefused) as refused:
            read_filled(edited(change, data), is_genuine)
        assert word in refused.value.message
        assert "managed" not in refused.value.message


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (OLE + b"\0" * 600, "định dạng cũ .xls"),
        (OLE + b"\0" * 600 + ENCRYPTED, "có mật khẩu"),
        (zipped(**{"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}), ".ods"),
        (zipped(**{"[Content_Types].xml": b"", "xl/workbook.bin": b""}), ".xlsb"),
        (zipped(**{"[Content_Types].xml": b"", "word/document.xml": b""}), "văn bản Word"),
        (zipped(**{"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/vbaProject.bin": b""}), "macro"),
        (b"a,b\n1,2\n", "không phải là bảng tính XLSX"),
        (b"\0" * (9 * 1024 * 1024), "nặng 9 MB"),
        (zipped(**{"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/x.xml": b" " * 30_000_000}), "quá lớn"),
    ],
    ids=["xls", "password", "ods", "xlsb", "docx", "macro", "csv", "heavy", "bomb"],
)
def test_other_files_are_refused_in_a_word(data: bytes, word: str) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read_filled(data, is_genuine)
    assert word in refused.value.message


def test_a_workbook_of_other_making_is_no_blank() -> None:
    book, out = Workbook(), io.BytesIO()
    book.save(out)
    with pytest.raises(WorkbookRefused, match="không phải là mẫu tải từ hệ thống"):
        read_filled(out.getvalue(), is_genuine)


def test_faults_go_back_at_their_cells_and_on_a_sheet_and_go_away_again() -> None:
    data = edited(lambda _, sheet: sheet.__setitem__("C2", "=1+1"))
    faults = read_filled(data, is_genuine).faults
    marked = return_faults(data, (*faults, CellFault("Biểu", "C3", "Diện tích", "=HYPERLINK(1)")))
    book = load_workbook(io.BytesIO(marked))
    assert book.active is not None
    assert book.active.title == "Lỗi"
    listed = book["Lỗi"]
    assert [listed.cell(row, 2).value for row in (3, 4)] == ["C2", "C3"]
    assert listed["D4"].data_type == "s"  # what a fault quotes never runs
    assert "công thức" in book["Biểu"]["C2"].comment.text

    again = edited(lambda _, sheet: sheet.__setitem__("C2", 5), marked)
    assert read_filled(again, is_genuine).faults == ()
    clean = load_workbook(io.BytesIO(return_faults(again, ())))
    assert "Lỗi" not in clean.sheetnames
    assert clean["Biểu"]["C2"].comment is None


def test_the_sheet_is_locked_but_for_its_cells_and_asks_for_what_it_takes() -> None:
    book = load_workbook(io.BytesIO(write_blank(BLANK, sign)))
    sheet = book["Biểu"]
    assert sheet.protection.sheet
    assert not sheet["C2"].protection.locked
    assert sheet["B2"].protection.locked
    kinds = {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation}
    assert kinds == {"C2": "whole", "C3": "decimal", "C4": "list", "C5": "textLength"}
    assert {one.title: one.sheet_state for one in book.worksheets} == {
        "Biểu": "visible",
        "_tinh": "veryHidden",
        SHEET: "veryHidden",
    }
    assert sheet.page_setup.paperSize == 9


def test_a_label_that_looks_like_a_formula_is_written_as_words() -> None:
    label = replace(PAGE.cells[1], text="=cmd()")
    data = write_blank(replace(BLANK, pages=(replace(PAGE, cells=(label,)),)), sign)
    cell = load_workbook(io.BytesIO(data))["Biểu"]["B2"]
    assert (cell.value, cell.data_type) == ("=cmd()", "s")


def test_a_megabyte_in_a_cell_is_told_in_a_line() -> None:
    for value in ("1." * 16_000, "9" * 32_000, "- " * 16_000):
        (fault,) = with_cell("C2", value).faults
        assert len(fault.text) < 400
