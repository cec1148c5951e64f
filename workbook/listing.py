"""A plain table as a workbook: heads and lines, nothing to fill in; for who takes figures on to tables of their own."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook.paper import on_paper, width_of

LONGEST_TITLE = 31
NOT_IN_TITLE = str.maketrans("", "", "[]:*?/\\'")


def listed(
    title: str,
    heads: Sequence[str],
    lines: Iterable[Sequence[str | Decimal | None]],
    *,
    notes: Sequence[tuple[str, str]] = (),
) -> bytes:
    """This will write a table to an XLSX file. Numbers stand as numbers; a text is never taken for a formula.

    title: of the sheet, shortened to what Excel allows. notes: what the table holds, on a second sheet.
    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title.translate(NOT_IN_TITLE)[:LONGEST_TITLE].strip() or "Bảng"
    sheet.append([_clean(head) for head in heads])
    widths = [len(head) for head in heads]
    for number, line in enumerate(lines, 2):
        for place, value in enumerate(line):
            cell = sheet.cell(number, place + 1)
            cell.value = _clean(value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
                widths[place] = max(widths[place], len(value))
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width_of(width)
        head = sheet.cell(1, place)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        head.data_type = "s"
    sheet.freeze_panes = "B2"
    on_paper(sheet)
    if notes:
        _note(book.create_sheet("Thông tin"), notes)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _note(sheet: Worksheet, notes: Sequence[tuple[str, str]]) -> None:
    for number, note in enumerate(notes, 1):
        for place, text in enumerate(note, 1):
            cell = sheet.cell(number, place)
            cell.value, cell.data_type = _clean(text), "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 90


def _clean(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
