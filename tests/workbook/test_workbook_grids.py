"""Sheets of any shape as they are: what cells hold, merged ranges, formulas with kept values, text, hostile files."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from workbook.grids import Grid, open_grids
from workbook.refusals import WorkbookRefused


def made(fill: object) -> bytes:
    book = Workbook()
    fill(book)  # type: ignore[operator]
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def first(fill: object) -> Grid:
    return open_grids(made(fill))[0]


def test_cells_say_what_they_hold():
    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["  Số   vụ ", 12, 12.0, 0.1 + 0.2, 1e-7, date(2023, 3, 1), True, None, "#REF!"])

    grid = first(fill)
    held = [(cell.text, cell.kind, cell.address) for cell in grid.by_row[1]]
    assert held[:7] == [
        ("Số vụ", "words", "A1"), ("12", "number", "B1"), ("12", "number", "C1"), ("0.3", "number", "D1"),
        ("0.0000001", "number", "E1"), ("2023-03-01", "day", "F1"), ("1", "number", "G1"),
    ]  # fmt: skip
    assert held[7] == ("#REF!", "fault", "I1")


def test_a_place_within_a_merged_range_says_what_its_first_cell_says():
    def fill(book: Workbook) -> None:
        book.worksheets[0]["A1"] = "Kết quả"
        book.worksheets[0]["A2"] = "Nam"
        book.worksheets[0]["C2"] = "Nữ"
        book.worksheets[0].merge_cells("A1:C1")

    grid = first(fill)
    assert [grid.text(1, column) for column in (1, 2, 3, 4)] == ["Kết quả"] * 3 + [""]
    assert grid.text(2, 2) == ""


def test_a_formula_gives_the_value_that_was_kept_and_is_a_fault_without_one():
    def fill(book: Workbook) -> None:
        book.worksheets[0].append([1, 2, "=A1+B1"])

    data = made(fill)
    (cell,) = [one for one in open_grids(data)[0].by_row[1] if one.column == 3]
    assert (cell.kind, cell.text, cell.is_formula) == ("fault", "", True)
    parts = zipfile.ZipFile(io.BytesIO(data))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in parts.namelist():
            content = parts.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"<v />", b"<v>3</v>").replace(b"<v></v>", b"<v>3</v>")
            archive.writestr(name, content)
    (cell,) = [one for one in open_grids(kept.getvalue())[0].by_row[1] if one.column == 3]
    assert (cell.kind, cell.text, cell.is_formula) == ("number", "3", True)


def test_hidden_and_empty_sheets_are_told():
    def fill(book: Workbook) -> None:
        book.create_sheet("Ẩn").sheet_state = "hidden"

    found = open_grids(made(fill))
    assert [(grid.is_hidden, len(grid.cells)) for grid in found] == [(False, 0), (True, 0)]


def test_a_text_file_is_one_sheet():
    (grid,) = open_grids("Đơn vị;Nam\nMưa Ngâu;1.234\n".encode(), "so.csv")
    assert (grid.name, grid.text(2, 2), grid.cells[2, 2].kind) == ("so.csv", "1.234", "words")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"x" * (8 * 1024 * 1024 + 1), "quá mức"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, ".xls"),
        (b"PK\x03\x04", "hỏng"),
    ],
)
def test_what_is_neither_or_too_much_is_refused(data: bytes, told: str):
    with pytest.raises(WorkbookRefused, match=told):
        open_grids(data)


def test_a_text_of_too_many_cells_is_refused_before_it_is_read_whole(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workbook.grids.MOST_CELLS", 1000)
    with pytest.raises(WorkbookRefused, match=r"hơn 1\.000 ô"):
        open_grids(b"a;b\n" * 600)
