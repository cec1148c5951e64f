"""A plain table as a workbook: heads and lines, nothing to fill in; for who takes figures on to tables of their own."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

NARROWEST, WIDEST = 10, 48
LONGEST_TITLE = 31
NOT_IN_TITLE = str.maketrans("", "", "[]:*?/\\'")


def listed(title: str, heads: Sequence[str], lines: Iterable[Sequence[str | Decimal | None]]) -> bytes:
    """This will write a table to an XLSX file. Numbers stand as numbers; a text is never taken for a formula.

    title: of the sheet, shortened to what Excel allows.
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
        sheet.column_dimensions[get_column_letter(place)].width = max(NARROWEST, min(WIDEST, width + 2))
        head = sheet.cell(1, place)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        head.data_type = "s"
    sheet.freeze_panes = "B2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _clean(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
