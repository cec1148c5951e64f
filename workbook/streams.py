"""Tables written row by row, CSV or XLSX, so that a hundred thousand rows take no more memory than a few."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import TextIOWrapper
from itertools import chain, islice
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from workbook.paper import on_paper, width_of

Value = str | int | Decimal | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a text."""
MOST_ROWS = 1_048_576
"""What one sheet of a workbook has room for, its head included."""
KINDS = ("csv", "xlsx")
MEASURED = 200
"""By how many rows the columns of a sheet are made as wide as what they hold; the rest goes through unseen."""


def write_table(into: BinaryIO, kind: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """This will write a table of a kind (KINDS) and tell how many rows it has; raises ValueError for another kind."""
    if kind == "csv":
        return _write_csv(into, head, rows)
    if kind == "xlsx":
        return _write_xlsx(into, head, rows)
    raise ValueError(f"no kind of table: {kind}")


def _write_csv(into: BinaryIO, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """With a byte order mark, without which Excel reads Vietnamese letters wrong."""
    text = TextIOWrapper(into, encoding="utf-8-sig", newline="", write_through=False)
    writer, count = csv.writer(text), 0
    writer.writerow([_guarded(name) for name in head])
    for row in rows:
        writer.writerow([_guarded(value) for value in row])
        count += 1
    text.flush()
    text.detach()
    return count


def _guarded(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _write_xlsx(into: BinaryIO, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    book = Workbook(write_only=True)
    sheet, count, lines = book.create_sheet("Bảng số liệu"), 0, iter(rows)
    sheet.freeze_panes = "A2"
    measured = list(islice(lines, MEASURED))
    for place, name in enumerate(head):
        longest = max((len(str(row[place])) for row in measured if row[place] is not None), default=0)
        sheet.column_dimensions[get_column_letter(place + 1)].width = width_of(max(len(name), longest))
    on_paper(sheet)
    names = [WriteOnlyCell(sheet, value=name) for name in head]
    for name in names:
        name.font = Font(bold=True)
    sheet.append(names)
    for row in chain(measured, lines):
        if count + 1 == MOST_ROWS:
            count, sheet = 0, book.create_sheet()
            sheet.append(list(head))
        sheet.append([_plain(sheet, value) for value in row])
        count += 1
    book.save(into)
    return count


def _plain(sheet: object, value: Value) -> object:
    """A text that begins like a formula stays a text."""
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    return cell
