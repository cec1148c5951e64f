"""Writes faults back into the file that was handed in: a column “Lỗi”, a fill and a note at each wrong cell."""

import io
from collections.abc import Iterable

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from workbook.opening import Opened, open_sheet
from workbook.spec import FAULT_HEAD, Fault, SheetSpec

AUTHOR = "PCMT"
WRONG = PatternFill("solid", start_color="FFF4CCCC", end_color="FFF4CCCC")
INK = "FF9C1C1C"
FAULT_WIDTH = 60
LONGEST_NOTE = 500


def mark(data: bytes, spec: SheetSpec, faults: Iterable[Fault]) -> bytes:
    """This will give the same workbook with its faults written in, and what an earlier marking left taken out.

    Everything else in the workbook stays as it was handed in, except what openpyxl cannot keep (pictures, macros).
    """
    opened = open_sheet(data, spec)
    _wipe(opened)
    told: dict[int, list[str]] = {}
    notes: dict[tuple[int, int], list[str]] = {}
    heads = {column.key: column.head for column in spec.columns}
    for fault in faults:
        told.setdefault(fault.row, []).append(f"{heads[fault.key]}: {fault.text}" if fault.key else fault.text)
        if place := opened.places.get(fault.key):
            notes.setdefault((fault.row, place), []).append(fault.text)
    for (row, place), texts in notes.items():
        cell = opened.sheet.cell(row, place)
        cell.fill = WRONG
        cell.comment = Comment("\n".join(texts)[:LONGEST_NOTE], AUTHOR)
    head = opened.sheet.cell(opened.head_row, opened.fault_place, FAULT_HEAD)
    head.font = Font(bold=True, color=INK)
    for row, texts in told.items():
        cell = opened.sheet.cell(row, opened.fault_place)
        cell.value = " ".join(texts)[:LONGEST_NOTE]
        cell.data_type = "s"  # never a formula, whatever a cell that it quotes begins with
        cell.font = Font(color=INK)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    opened.sheet.column_dimensions[get_column_letter(opened.fault_place)].width = FAULT_WIDTH
    written = io.BytesIO()
    opened.book.save(written)
    return written.getvalue()


def _wipe(opened: Opened) -> None:
    """Take out what an earlier marking wrote: the texts in its column, its fills and its notes."""
    for (row, column), cell in opened.sheet._cells.items():
        if row <= opened.head_row:
            continue
        if column == opened.fault_place:
            cell.value = None
        if cell.comment is not None and cell.comment.author == AUTHOR:
            cell.comment = None
        if cell.fill is not None and cell.fill.start_color.rgb == WRONG.start_color.rgb:
            cell.fill = PatternFill()
