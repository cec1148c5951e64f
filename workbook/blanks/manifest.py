"""The hidden sheet of a blank: what it is stamped with, what stands where, and the signature over both."""

import base64
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbook.blanks.spec import Blank, Input, Page
from workbook.refusals import WorkbookRefused

SHEET = "_pcmt"
PAYLOAD, SIGNATURE = "payload", "signature"
CHUNK = 30_000
"""Letters of the payload in one cell; Excel holds 32,767."""
MOST_CHUNKS = 100
MOST_UNPACKED = 16 * 1024 * 1024
NEW_ONE = "Tải mẫu mới từ hệ thống, chép số liệu sang rồi nộp lại."

Sign = Callable[[str], str]
IsGenuine = Callable[[str, str], bool]


@dataclass(frozen=True)
class PageMap:
    """What must stand on a page: texts and cells to fill in by address, spanning cells, hidden rows."""

    name: str
    anchors: Mapping[str, str]
    inputs: Mapping[str, Input]
    merged: frozenset[str]
    hidden_rows: frozenset[int]


def stamp_sheet(book: Workbook, blank: Blank, sign: Sign) -> None:
    """This will add the hidden sheet to a workbook; what is written is what was signed."""
    payload = base64.b64encode(zlib.compress(json.dumps(_told(blank), ensure_ascii=False).encode(), 9)).decode()
    sheet = book.create_sheet(SHEET)
    rows = [*blank.stamp.items(), *((PAYLOAD, payload[at : at + CHUNK]) for at in range(0, len(payload), CHUNK))]
    for row, (name, text) in enumerate([*rows, (SIGNATURE, sign(payload))], 1):
        for column, words in ((1, name), (2, text)):
            cell = sheet.cell(row, column, words)
            cell.data_type = "s"  # never a formula, whatever a stamp begins with
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def read_stamp(sheets: Mapping[str, Worksheet], is_genuine: IsGenuine) -> tuple[dict[str, str], tuple[PageMap, ...]]:
    """This will read the hidden sheet back; raises WorkbookRefused for none, or one that was changed."""
    sheet = sheets.get(SHEET)
    if sheet is None:
        raise WorkbookRefused("Tệp không phải là mẫu tải từ hệ thống: không có phần phiên bản của mẫu.", NEW_ONE)
    rows = [(_text(sheet, row, 1), _text(sheet, row, 2)) for row in range(1, min(sheet.max_row, 2 * MOST_CHUNKS) + 1)]
    chunks = [text for name, text in rows if name == PAYLOAD][:MOST_CHUNKS]
    signature = next((text for name, text in rows if name == SIGNATURE), "")
    shown = {name: text for name, text in rows if name not in ("", PAYLOAD, SIGNATURE)}
    payload = "".join(chunks)
    if not is_genuine(payload, signature):
        raise WorkbookRefused("Phần phiên bản của mẫu đã bị sửa, hoặc mẫu của một hệ thống khác.", NEW_ONE)
    told = json.loads(_unpacked(payload))
    if shown != told["stamp"]:
        raise WorkbookRefused("Phần phiên bản của mẫu (biểu, kỳ, đơn vị) đã bị sửa.", NEW_ONE)
    return shown, tuple(_page_map(page) for page in told["pages"])


def _text(sheet: Worksheet, row: int, column: int) -> str:
    cell = sheet._cells.get((row, column))
    return "" if cell is None or cell.value is None else str(cell.value)


def _unpacked(payload: str) -> bytes:
    """Bounded, though only what we signed comes this far."""
    unpacker = zlib.decompressobj()
    return unpacker.decompress(base64.b64decode(payload), MOST_UNPACKED)


def _told(blank: Blank) -> dict[str, Any]:
    return {"stamp": dict(blank.stamp), "pages": [_page(page) for page in blank.pages]}


def _page(page: Page) -> dict[str, Any]:
    return {
        "name": page.name,
        "anchors": {cell.address: cell.text for cell in page.cells if cell.anchor},
        "merged": [span(cell.row, cell.column, cell.across) for cell in page.cells if cell.across],
        "hidden_rows": list(page.hidden_rows),
        "inputs": {
            cell.address: [
                *(one.key, one.label, one.kind, one.scale, one.longest, one.original, one.revision),
                *([one.options] if one.options else []),
            ]
            for cell in page.inputs
            if (one := cell.input) is not None
        },
    }


def _page_map(told: dict[str, Any]) -> PageMap:
    inputs = {address: Input(*parts[:7], *map(tuple, parts[7:])) for address, parts in told["inputs"].items()}
    return PageMap(told["name"], told["anchors"], inputs, frozenset(told["merged"]), frozenset(told["hidden_rows"]))


def span(row: int, first: int, last: int) -> str:
    """This will name the range of a cell that spans columns: "D40:H40"."""
    return f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}"
