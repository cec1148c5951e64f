"""Tables of codes and values that other programs make: a row of heads, a thing on each line, CSV or XLSX.

Unlike a sheet (`workbook.spec`) such a table is nobody's form: columns are found by any of their names, cells are
words, and lines come one after the other, so that a file of a million of them is read in flat memory.
"""

import io
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from openpyxl.cell.cell import Cell, MergedCell

from workbook.opening import open_book
from workbook.refusals import WorkbookRefused
from workbook.separated import AS_CSV, rows
from workbook.spec import folded

ZIP = b"PK\x03\x04"
MOST_COLUMNS = 200
_SHOWN = 60  # letters of a strange first line
_DIGITS = 15
"""Figures of a number that Excel keeps; what stands behind them is noise of its arithmetic."""


@dataclass(frozen=True)
class Bounds:
    """How large a table may be: bytes of the file, lines below the heads, letters of a cell (the rest is cut off)."""

    most_bytes: int
    most_rows: int
    longest_cell: int = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: its number in the file (in a sheet: its row) and its cells by our names of columns."""

    number: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """This will give a cell without spaces around it, in NFC; "" where it is empty or there is no such column."""
        return unicodedata.normalize("NFC", self.cells.get(column, "")).strip()


@dataclass(frozen=True)
class Table:
    """A table opened: which of our columns it has, and its lines, to be gone through once.

    Going through raises WorkbookRefused at a line from which the file cannot be read, or where there are too many.
    """

    columns: frozenset[str]
    lines: Iterator[Line]


def open_table(
    source: bytes | BinaryIO, names: Mapping[str, Sequence[str]], bounds: Bounds, *, needed: Collection[str] = ()
) -> Table:
    """This will open a table, told by its content to be CSV or XLSX, and find its columns.

    source: the file, or a seekable stream of it, which is read as lines are asked for. names: what each of our columns
    may be called, without regard to marks, letter case and "_"; the first is shown where it is needed and lacking.
    Raises WorkbookRefused for no table, one that is too large, and one without a needed column or with one twice.
    """
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    if stream.seek(0, io.SEEK_END) > bounds.most_bytes:
        raise WorkbookRefused(
            f"Bảng lớn hơn {bounds.most_bytes // 1024 // 1024} MB.", "Chia bảng thành nhiều tệp CSV nhỏ hơn."
        )
    stream.seek(0)
    is_book = stream.read(len(ZIP)) == ZIP
    stream.seek(0)
    found = _rows_of_book(stream.read()) if is_book else rows(stream)
    _, heads = next(found, (0, []))
    places = _places(heads, names)
    if lacking := [names[key][0] for key in needed if key not in places.values()]:
        raise _no_table(heads, ", ".join(lacking), is_strange=not places)
    return Table(frozenset(places.values()), _lines(found, places, bounds))


def _no_table(heads: Sequence[str], lacking: str, *, is_strange: bool) -> WorkbookRefused:
    """What is said of a first line without the needed columns: one with none of ours may be no line of heads at all."""
    said = ", ".join(head.strip() for head in heads if head.strip())
    if not said:
        return WorkbookRefused("Tệp trống, không có dòng nào.", AS_CSV)
    if is_strange:
        seen = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
        return WorkbookRefused(f"Dòng đầu phải là tên cột ({lacking}), nhưng ghi “{seen}”.", AS_CSV)
    return WorkbookRefused(f"Bảng thiếu cột {lacking}.", AS_CSV)


def _places(heads: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[int, str]:
    known = {_plain(alias): key for key, aliases in names.items() for alias in aliases}
    places: dict[int, str] = {}
    for at, head in enumerate(heads[:MOST_COLUMNS]):
        key = known.get(_plain(head))
        if key is not None and key in places.values():
            raise WorkbookRefused(f"Bảng có hai cột {names[key][0]}.", "Bỏ một cột rồi chọn lại tệp.")
        if key is not None:
            places[at] = key
    return places


def _plain(head: str) -> str:
    return folded(head[:100].replace("_", " "))


def _lines(found: Iterator[tuple[int, list[str]]], places: Mapping[int, str], bounds: Bounds) -> Iterator[Line]:
    for count, (number, row) in enumerate(found, start=1):
        if count > bounds.most_rows:
            raise WorkbookRefused(f"Bảng có hơn {bounds.most_rows} dòng.", "Chia bảng thành nhiều tệp.")
        yield Line(number, {key: row[at][: bounds.longest_cell] for at, key in places.items() if at < len(row)})


def _rows_of_book(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet; a book is opened whole, within the bounds of `workbook.guarding`."""
    _, (sheet, *_) = open_book(data)
    by_row: dict[int, dict[int, Cell | MergedCell]] = {}
    for (row, column), cell in sheet._cells.items():
        if column <= MOST_COLUMNS and cell.value is not None:
            by_row.setdefault(row, {})[column] = cell
    for number in sorted(by_row):
        cells = by_row[number]
        words = [_words(cells[at]) if at in cells else "" for at in range(1, max(cells) + 1)]
        if any(word.strip() for word in words):
            yield number, words


def _words(cell: Cell | MergedCell) -> str:
    """What a cell holds, as a program would write it: days as 2026-07-01, whole numbers without a point."""
    value = cell.value
    if cell.data_type == "f":
        raise WorkbookRefused(f"Ô {cell.coordinate} chứa công thức.", "Dán giá trị thay công thức rồi chọn lại tệp.")
    if cell.data_type == "e":
        raise WorkbookRefused(f"Ô {cell.coordinate} báo lỗi của Excel.", "Sửa ô đó rồi chọn lại tệp.")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.{_DIGITS}g}"
    return str(value)
