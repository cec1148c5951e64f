"""Reads a blank back: refuses it as a whole where it is none of ours or was rebuilt, then reads cell by cell."""

import re
from collections.abc import Iterator

from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook.blanks.figures import WrongCell, read_cell
from workbook.blanks.manifest import NEW_ONE, IsGenuine, PageMap, read_stamp
from workbook.blanks.spec import CellFault, Entry, Filled
from workbook.opening import open_book
from workbook.refusals import WorkbookRefused
from workbook.spec import folded

QUOTED = 60
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*|[0-9]+")
"""What stands in hidden cells: the code of a cell, the number of a unit."""
FEW = 5


def read_filled(data: bytes, is_genuine: IsGenuine) -> Filled:
    """This will read a blank that came back.

    is_genuine: tells whether a signature belongs to a text under the installation's key. Raises WorkbookRefused where
    the file is too large, no such blank, was signed by nobody, or has sheets, rows or columns moved, merged or hidden.
    """
    _, found = open_book(data)
    sheets = {sheet.title: sheet for sheet in found}
    stamp, pages = read_stamp(sheets, is_genuine)
    for page in pages:
        _check_structure(sheets, page)
    entries: list[Entry] = []
    faults: list[CellFault] = []
    for page in pages:
        for one in _cells(sheets[page.name], page):
            (faults if isinstance(one, CellFault) else entries).append(one)  # type: ignore[arg-type]
    return Filled(stamp, tuple(entries), tuple(faults))


def _cells(sheet: Worksheet, page: PageMap) -> Iterator[Entry | CellFault]:
    for address, asked in page.inputs.items():
        try:
            text = read_cell(sheet._cells.get(coordinate_to_tuple(address)), asked)
        except WrongCell as wrong:
            yield CellFault(page.name, address, asked.label, str(wrong), asked.key)
        else:
            yield Entry(page.name, address, asked.key, asked.label, text, asked.original, asked.revision)


def _check_structure(sheets: dict[str, Worksheet], page: PageMap) -> None:
    sheet = sheets.get(page.name)
    if sheet is None:
        raise WorkbookRefused(f"Không còn trang “{page.name}”: trang đã bị đổi tên hoặc xóa.", NEW_ONE)
    _check_anchors(sheet, page)
    merged = {str(one) for one in sheet.merged_cells.ranges} - page.merged
    if merged:
        raise WorkbookRefused(
            f"Trang “{page.name}” có ô gộp ({', '.join(sorted(merged)[:FEW])}).", "Bỏ gộp ô (Unmerge) rồi nộp lại."
        )
    rows = {coordinate_to_tuple(address)[0] for address in page.inputs} - page.hidden_rows
    hidden = sorted(row for row in rows if sheet.row_dimensions[row].hidden) if sheet.row_dimensions else []
    if hidden:
        raise WorkbookRefused(
            f"Trang “{page.name}” có hàng bị ẩn ({', '.join(map(str, hidden[:FEW]))}); số liệu ẩn không được nhận.",
            "Bỏ lọc, bỏ ẩn (Unhide) rồi kiểm tra và nộp lại.",
        )
    columns = {get_column_letter(coordinate_to_tuple(address)[1]) for address in page.inputs}
    veiled = sorted(one for one in columns if one in sheet.column_dimensions and sheet.column_dimensions[one].hidden)
    if veiled:
        raise WorkbookRefused(
            f"Trang “{page.name}” có cột bị ẩn ({', '.join(veiled[:FEW])}); số liệu ẩn không được nhận.",
            "Bỏ ẩn (Unhide) rồi kiểm tra và nộp lại.",
        )


def _check_anchors(sheet: Worksheet, page: PageMap) -> None:
    """Every label where it was put: a row inserted or a label typed over would put figures under another name.

    Words come before the codes in hidden cells, which nobody who fills in the workbook has seen.
    """
    for address, text in sorted(page.anchors.items(), key=lambda one: CODE.fullmatch(one[1]) is not None):
        row, column = coordinate_to_tuple(address)
        cell = sheet._cells.get((row, column))
        if cell is not None and _same(cell.value, text):
            continue
        place = next((at for at, one in sheet._cells.items() if _same(one.value, text) and at != (row, column)), None)
        what = _moved(place, (row, column)) if place else "đã bị sửa hoặc xóa"
        told = "mã ẩn của biểu" if CODE.fullmatch(text) else f"“{text[:QUOTED]}”"
        raise WorkbookRefused(f"Trang “{page.name}”: ô {address} ({told}) {what}.", NEW_ONE)


def _same(value: object, text: str) -> bool:
    return isinstance(value, str) and folded(value) == folded(text)


def _moved(place: tuple[int, int], was: tuple[int, int]) -> str:
    where = f"nay ở {get_column_letter(place[1])}{place[0]}"
    if place[1] != was[1]:
        return f"{where}: cột đã được chèn hoặc xóa"
    return f"{where}: hàng đã được chèn, xóa hoặc sắp xếp lại"
