"""Sheets of any shape, as they are: the cells that hold something, what kind of thing, and which are merged.

Unlike a table (`workbook.tables`) nothing is expected of such a sheet: no row of heads, no known columns. A formula
gives the value that the program last kept for it.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from openpyxl.utils import get_column_letter

from workbook.guarding import MOST_BYTES, MOST_CELLS, OLE
from workbook.opening import open_book
from workbook.refusals import WorkbookRefused
from workbook.separated import rows
from workbook.tables import ZIP

CellKind = Literal["words", "number", "day", "fault"]
"""words: as typed; number: a plain figure with a point before decimals; day: 2023-01-15; fault: what Excel could not
compute, or a formula whose value it did not keep."""

MOST_COLUMNS = 200
LONGEST_CELL = 400
_DIGITS = 15
"""Figures of a number that Excel keeps; what stands behind them is noise of its arithmetic."""
_TEXT = "Tệp văn bản"
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f[\s>/]")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell that holds something: row and column count from 1."""

    row: int
    column: int
    text: str
    kind: CellKind
    is_formula: bool = False

    @property
    def address(self) -> str:
        """How a spreadsheet names it: "C12"."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Grid:
    """A sheet: its name, its cells by (row, column), and its merged ranges as (top, left, bottom, right)."""

    name: str
    cells: Mapping[tuple[int, int], GridCell]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    is_hidden: bool = False
    last_row: int = field(init=False, default=0)
    last_column: int = field(init=False, default=0)
    anchors: dict[tuple[int, int], tuple[int, int]] = field(init=False, repr=False, compare=False)
    by_row: dict[int, tuple[GridCell, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "last_row", max((row for row, _ in self.cells), default=0))
        object.__setattr__(self, "last_column", max((column for _, column in self.cells), default=0))
        anchors = {
            (row, column): (top, left)
            for top, left, bottom, right in self.merged
            for row in range(top, min(bottom, self.last_row) + 1)
            for column in range(left, min(right, MOST_COLUMNS) + 1)
        }
        object.__setattr__(self, "anchors", anchors)
        lines: dict[int, list[GridCell]] = {}
        for place in sorted(self.cells):
            lines.setdefault(place[0], []).append(self.cells[place])
        object.__setattr__(self, "by_row", {row: tuple(cells) for row, cells in lines.items()})

    def cell(self, row: int, column: int) -> GridCell | None:
        """This will give the cell at a place; for a place within a merged range its first cell."""
        return self.cells.get(self.anchors.get((row, column), (row, column)))

    def text(self, row: int, column: int) -> str:
        """This will give the words at a place, spaces made even; "" where it is empty."""
        found = self.cell(row, column)
        return found.text if found else ""

    def filled_rows(self) -> tuple[int, ...]:
        """This will list the rows that hold anything, in order."""
        return tuple(self.by_row)


def open_grids(data: bytes, name: str = "") -> tuple[Grid, ...]:
    """This will open a file, told by its content to be XLSX or CSV, and give its sheets; empty ones too.

    name: what the one sheet of a CSV file is called. Raises WorkbookRefused for what is neither, too large or hostile.
    """
    if len(data) > MOST_BYTES:
        message = f"Tệp nặng {len(data) // 1024**2} MB, quá mức {MOST_BYTES // 1024**2} MB."
        raise WorkbookRefused(message, "Chép các trang cần nạp sang một tệp mới, hoặc chia thành nhiều tệp.")
    if data.startswith((ZIP, OLE)):
        return tuple(_of_book(data))
    return (_of_text(data, name or _TEXT),)


def _of_book(data: bytes) -> Iterator[Grid]:
    _, sheets = open_book(data, as_values=True)
    formulas = _formulas(data)
    for sheet in sheets:
        cells = {place: cell for place, cell in sheet._cells.items() if place[1] <= MOST_COLUMNS}
        found: dict[tuple[int, int], GridCell] = {}
        ours = formulas.get(sheet.title, frozenset())
        for (row, column), cell in cells.items():
            shown = _shown(row, column, cell.value, str(cell.data_type), (row, column) in ours)
            if shown is not None:
                found[row, column] = shown
        merged = tuple((one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges)
        yield Grid(sheet.title, found, merged, is_hidden=sheet.sheet_state != "visible")


def _formulas(data: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """The cells that hold a formula, by sheet; the file is opened a second time only where there is one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = (part for part in archive.namelist() if "/worksheets/" in part)
        if not any(_FORMULA.search(archive.read(part)) for part in parts):
            return {}
    _, sheets = open_book(data)
    return {
        sheet.title: frozenset(place for place, cell in sheet._cells.items() if cell.data_type == "f")
        for sheet in sheets
    }


def _shown(row: int, column: int, value: Any, data_type: str, is_formula: bool) -> GridCell | None:
    if value is None:
        return GridCell(row, column, "", "fault", is_formula) if is_formula else None
    if data_type == "e":
        return GridCell(row, column, str(value)[:LONGEST_CELL], "fault", is_formula)
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return GridCell(row, column, day.isoformat(), "day", is_formula)
    if isinstance(value, bool):
        return GridCell(row, column, str(int(value)), "number", is_formula)
    if isinstance(value, int | float):
        whole = isinstance(value, int) or value.is_integer()
        return GridCell(row, column, str(int(value)) if whole else _decimal(value), "number", is_formula)
    words = _even(str(value))
    return GridCell(row, column, words, "words", is_formula) if words else None


def _decimal(value: float) -> str:
    """A figure as typed: without the noise of binary arithmetic, and never with an exponent."""
    text = f"{value:.{_DIGITS}g}"
    return f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".") if "e" in text else text


def _of_text(data: bytes, name: str) -> Grid:
    found: dict[tuple[int, int], GridCell] = {}
    for number, row in rows(io.BytesIO(data)):
        for column, text in enumerate(row[:MOST_COLUMNS], start=1):
            if words := _even(text):
                found[number, column] = GridCell(number, column, words, "words")
        if len(found) > MOST_CELLS:
            raise WorkbookRefused(f"Tệp có hơn {MOST_CELLS // 1000}.000 ô.", "Chia thành nhiều tệp.")
    return Grid(name, found)


def _even(text: str) -> str:
    return " ".join(text[: LONGEST_CELL * 4].split())[:LONGEST_CELL]
