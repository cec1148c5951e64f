"""Opens a guarded file and finds the sheet, its head row and its columns."""

import io
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbook.guarding import guard
from workbook.refusals import SAVE_AGAIN, WorkbookRefused
from workbook.spec import FAULT_HEAD, Column, SheetSpec, folded

HEAD_WITHIN = 10
"""Rows from the top in which the head row is looked for: offices like a title above it."""
MOST_HEADS = 100


@dataclass(frozen=True)
class Opened:
    """A file opened: the sheet, the row of the heads, and which column stands where (counted from 1)."""

    book: Workbook
    sheet: Worksheet
    head_row: int
    places: dict[str, int]
    fault_place: int
    rows: tuple[int, ...]


def open_sheet(data: bytes, spec: SheetSpec) -> Opened:
    """This will open a file within bounds and find the sheet's columns by their heads, in whatever order.

    Raises WorkbookRefused where it is no such sheet: a required head missing or twice, too many rows.
    """
    book, sheets = open_book(data)
    named = [one for one in sheets if folded(one.title) == folded(spec.name)] or sheets
    return _laid_out(book, named[0], spec)


def open_book(data: bytes, *, as_values: bool = False) -> tuple[Workbook, list[Worksheet]]:
    """This will open a file within bounds, and give its sheets, at least one; raises WorkbookRefused.

    as_values: a formula gives the value that was last computed, None where the file keeps none.
    """
    guard(data)
    try:
        book = load_workbook(io.BytesIO(data), keep_links=False, keep_vba=False, data_only=as_values)
    except Exception as error:  # the file is a stranger's: whatever it breaks in the parser, it cannot be read
        raise WorkbookRefused("Không mở được bảng tính; tệp hỏng hoặc không đúng chuẩn.", SAVE_AGAIN) from error
    sheets = [one for one in book.worksheets if isinstance(one, Worksheet)]
    if not sheets:
        raise WorkbookRefused("Bảng tính không có trang nào.", "Điền vào tệp mẫu.")
    return book, sheets


def _laid_out(book: Workbook, sheet: Worksheet, spec: SheetSpec) -> Opened:
    cells = sheet._cells  # the sparse cells themselves: `rows` would fill every gap up to the last address
    texts: dict[int, dict[int, str]] = {}
    for (row, column), cell in cells.items():
        if row <= HEAD_WITHIN and column <= MOST_HEADS and isinstance(cell.value, str):
            texts.setdefault(row, {})[column] = folded(cell.value)
    wanted = {folded(one.head): one for one in spec.columns}
    head_row = max(texts, key=lambda row: sum(text in wanted for text in texts[row].values()), default=1)
    heads = texts.get(head_row, {})
    places = _places(heads, wanted, spec)
    fault = next((column for column, text in heads.items() if text == folded(FAULT_HEAD)), 0)
    used = [column for (_, column), cell in cells.items() if cell.value is not None and column <= MOST_HEADS]
    own = {*places.values()}
    filled = sorted({row for (row, column), cell in cells.items() if row > head_row and column in own and _holds(cell)})
    if len(filled) > spec.most_rows:
        raise WorkbookRefused(
            f"Bảng có {len(filled)} dòng, quá mức {spec.most_rows} dòng một lần.", "Chia thành nhiều tệp."
        )
    return Opened(book, sheet, head_row, places, fault or max(used, default=0) + 1, tuple(filled))


def _holds(cell: Any) -> bool:
    return cell.value is not None and str(cell.value).strip() != ""


def _places(heads: dict[int, str], wanted: dict[str, Column], spec: SheetSpec) -> dict[str, int]:
    places: dict[str, int] = {}
    for column, text in sorted(heads.items()):
        if text not in wanted:
            continue
        if wanted[text].key in places:
            raise WorkbookRefused(f"Cột “{wanted[text].head}” có hai lần.", "Bỏ một cột rồi tải lên lại.")
        places[wanted[text].key] = column
    missing = [one.head for one in spec.columns if one.required and one.key not in places]
    if missing:
        named = ", ".join(f"“{head}”" for head in missing)
        raise WorkbookRefused(f"Bảng thiếu cột {named}.", "Giữ nguyên hàng tiêu đề của tệp mẫu.")
    return places
