"""Gives a blank back with its faults: a fill and a note at each wrong cell, and all of them listed on a sheet."""

import io
from collections.abc import Collection

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from workbook.blanks import looks
from workbook.blanks.spec import CellFault
from workbook.opening import open_book
from workbook.spec import FAULT_HEAD

AUTHOR = "PCMT"
LONGEST_NOTE = 500
HEADS = (("Trang", 22), ("Ô", 8), ("Nội dung", 44), ("Lỗi và cách sửa", 80))


def return_faults(data: bytes, faults: Collection[CellFault]) -> bytes:
    """This will give the same workbook with its faults written in, and what an earlier return wrote taken out."""
    book, sheets = open_book(data)
    pages = {sheet.title: sheet for sheet in sheets}
    for sheet in sheets:
        _wipe(sheet)
    if FAULT_HEAD in book.sheetnames:
        book.remove(book[FAULT_HEAD])
    for fault in faults:
        if fault.address and fault.page in pages:
            cell = pages[fault.page][fault.address]
            cell.fill = looks.WRONG_FILL
            cell.comment = Comment(fault.text[:LONGEST_NOTE], AUTHOR, width=320, height=120)
    if faults:
        _list(book.create_sheet(FAULT_HEAD, 0), faults)
        book.active = 0
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _wipe(sheet: Worksheet) -> None:
    for cell in sheet._cells.values():
        if cell.comment is not None and cell.comment.author == AUTHOR:
            cell.comment = None
            cell.fill = looks.INPUT_FILL


def _list(sheet: Worksheet, faults: Collection[CellFault]) -> None:
    sheet.cell(1, 1, f"{len(faults)} lỗi cần sửa; sửa tại từng ô rồi nộp lại chính tệp này.").font = Font(bold=True)
    for column, (head, width) in enumerate(HEADS, 1):
        cell = sheet.cell(2, column, head)
        cell.font, cell.fill, cell.border = looks.FONTS["head"], looks.FILLS["head"], looks.BOX
        sheet.column_dimensions[cell.column_letter].width = width
    for row, fault in enumerate(faults, 3):
        for column, text in enumerate((fault.page, fault.address, fault.label, fault.text), 1):
            cell = sheet.cell(row, column, text)
            assert isinstance(cell, Cell)
            cell.data_type = "s"  # never a formula, whatever a fault quotes
            cell.font, cell.alignment, cell.border = looks.PLAIN, looks.TOP, looks.BOX
        if fault.address:
            sheet.cell(row, 2).hyperlink = f"#'{fault.page}'!{fault.address}"
    sheet.freeze_panes = "A3"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
