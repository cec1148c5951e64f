"""Makes a sheet to fill in, empty or as things stand: heads, drop-downs, the days' format, a page of instructions."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workbook.spec import REQUIRED_MARK, Column, SheetSpec

HEAD_FILL = PatternFill("solid", start_color="FFE6EFEF", end_color="FFE6EFEF")
GUIDE, CHOICES = "Hướng dẫn", "Danh mục"
KIND_WORDS = {
    "text": "chữ",
    "date": "ngày/tháng/năm, ví dụ 01/7/2026",
    "choice": "chọn trong danh sách của ô",
    "yes": "ghi x nếu có",
    "list": "nhiều mục cách nhau bằng dấu “;”",
}


def template(spec: SheetSpec, rows: Iterable[Sequence[str]] = ()) -> bytes:
    """This will give a workbook with the sheet to fill in, its choices, and how to fill it in.

    rows: what stands in it already, a text per column; written as texts, never taken for formulas.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = spec.name
    lists = book.create_sheet(CHOICES)
    for number, column in enumerate(spec.columns, 1):
        _head(sheet, number, column)
        if column.kind == "choice":
            _drop_down(sheet, lists, number, column, spec.most_rows)
        if column.kind == "date":
            _days(sheet, number, spec.most_rows)
    for number, row in enumerate(rows, 2):
        for place, text in enumerate(row, 1):
            if kept := ILLEGAL_CHARACTERS_RE.sub("", text):
                sheet.cell(number, place, kept).data_type = "s"
    sheet.freeze_panes = "A2"
    lists.sheet_state = "hidden"
    _guide(book.create_sheet(GUIDE), spec)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _head(sheet: Worksheet, number: int, column: Column) -> None:
    cell = sheet.cell(1, number, f"{column.head} {REQUIRED_MARK}" if column.required else column.head)
    cell.font = Font(bold=True)
    cell.fill = HEAD_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[get_column_letter(number)].width = column.width


def _drop_down(sheet: Worksheet, lists: Worksheet, number: int, column: Column, rows: int) -> None:
    """The choices stand on a sheet of their own: a list written into the rule itself ends at 255 signs."""
    for place, (_, label) in enumerate(column.choices, 1):
        lists.cell(place, number, label)
    letter = get_column_letter(number)
    rule = DataValidation("list", formula1=f"'{CHOICES}'!${letter}$1:${letter}${len(column.choices)}", allow_blank=True)
    rule.error, rule.errorTitle = "Chọn một dòng trong danh sách.", column.head
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{rows + 1}")


def _days(sheet: Worksheet, number: int, rows: int) -> None:
    """Days are shown day first, down a sheet's first screens; what is typed below is read all the same."""
    for row in range(2, min(rows, 200) + 2):
        sheet.cell(row, number).number_format = "dd/mm/yyyy"


def _guide(sheet: Worksheet, spec: SheetSpec) -> None:
    lines = [*spec.instructions, f"Cột có dấu {REQUIRED_MARK} phải điền. Nhiều nhất {spec.most_rows} dòng một lần."]
    for number, line in enumerate(lines, 1):
        sheet.cell(number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=4)
        sheet.row_dimensions[number].height = 32
    start = len(lines) + 2
    for place, head in enumerate(("Cột", "Phải điền", "Cách ghi", "Giải thích"), 1):
        sheet.cell(start, place, head).font = Font(bold=True)
    for number, column in enumerate(spec.columns, start + 1):
        for place, text in enumerate(
            (column.head, "x" if column.required else "", KIND_WORDS[column.kind], column.help), 1
        ):
            sheet.cell(number, place, text).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (26, 11, 38, 70), strict=True):
        sheet.column_dimensions[letter].width = width
