"""What stands above the columns of a sheet: heads of one to several levels, merged or not, and numbers of columns."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pcmt.kernel.period import MONTHS
from pcmt.reporting.rules.old_books.layout import Layout
from pcmt.reporting.rules.old_books.periods import PeriodWords, read_period, year_in
from pcmt.reporting.rules.old_books.words import words
from vanban.text import fold
from workbook.grids import Grid, GridCell

_COLUMN_NUMBER = re.compile(r"\(?\s?([a-z]|\d{1,3})\s?(?:=[\d\s+\-()=/*,.:]{1,60})?\s?\)?", re.IGNORECASE | re.ASCII)
_SUM = re.compile(r"\(?\s?(\d{1,3})\s?\)?\s?=\s?([\d\s+()]{1,60}?)\s?\)?", re.ASCII)
_FEWEST = 3
MOST_TITLES = 40


def is_numbering(grid: Grid, row: int) -> bool:
    """This will tell whether a row numbers the columns: "(1) (2) (3=1+2)", or "A B 1 2 3"."""
    found = [_COLUMN_NUMBER.fullmatch(cell.text) for cell in cells_of(grid, row)]
    if len(found) < _FEWEST or not all(found):
        return False
    numbers = [int(one[1]) for one in found if one and one[1].isdigit()]
    return len(numbers) >= _FEWEST - 1 and all(after == before + 1 for before, after in pairwise(numbers))


def column_sums(grid: Grid, row: int) -> dict[int, tuple[int, ...]]:
    """This will read from a row of numbers which columns are sums of others: "(3=1+2)"; columns by place."""
    by_number: dict[int, int] = {}
    said: dict[int, list[int]] = {}
    for cell in cells_of(grid, row):
        number = _COLUMN_NUMBER.fullmatch(cell.text)
        if number and number[1].isdigit():
            by_number[int(number[1])] = cell.column
        if formula := _SUM.fullmatch(cell.text):
            said[cell.column] = [int(part) for part in re.findall(r"\d{1,3}", formula[2])]
    return {
        column: tuple(by_number[part] for part in parts)
        for column, parts in said.items()
        if parts and all(part in by_number for part in parts)
    }


def cells_of(grid: Grid, row: int) -> tuple[GridCell, ...]:
    """This will give the cells of a row that hold something, from the left."""
    return tuple(cell for cell in grid.by_row.get(row, ()) if cell.text)


def path_of(grid: Grid, layout: Layout, column: int) -> tuple[str, ...]:
    """This will give the heads above a column, from the top, each once; numbers of columns are left out.

    A group's head that was not merged over its columns is taken from the left, where something stands below both.
    """
    parts: list[str] = []
    if not layout.first_head:
        return ()
    for row in range(layout.first_head, layout.last_head + 1):
        if is_numbering(grid, row):
            continue
        text = grid.text(row, column) or _from_the_left(grid, layout, row, column)
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return tuple(parts)


def _from_the_left(grid: Grid, layout: Layout, row: int, column: int) -> str:
    below = [one for one in range(row + 1, layout.last_head + 1) if not is_numbering(grid, one)]
    if (row, column) in grid.anchors or not any(grid.text(one, column) for one in below):
        return ""
    for left in range(column - 1, 0, -1):
        if text := grid.text(row, left):
            group = any(grid.text(one, left) not in ("", text) for one in below)
            return text if group else ""
    return ""


def period_of(path: Sequence[str]) -> tuple[PeriodWords | None, tuple[str, ...]]:
    """This will find the period that heads name together, and give the heads that name something else.

    The shortest period counts ("Năm 2023" over "Tháng 1"); "Tháng" over "1" is one.
    """
    found: PeriodWords | None = None
    year: int | None = None
    rest: list[str] = []
    for place, text in enumerate(path):
        said = read_period(text)
        if said is None and place and text.isdigit() and rest and words().is_period(rest[-1]):
            said = read_period(f"{rest.pop()} {text}")
        if said is None:
            rest.append(text)
            continue
        year = said.year or year
        if found is None or MONTHS[said.kind] <= MONTHS[found.kind]:
            found = said
    if found is not None and found.year is None and year:
        found = PeriodWords(found.kind, found.index, year)
    return found, tuple(rest)


def title_of(grid: Grid, layout: Layout) -> tuple[str, ...]:
    """This will give the lines above the heads (above the figures, where there are none)."""
    end = layout.first_head or layout.first_row
    rows = [row for row in grid.filled_rows() if row < end][:MOST_TITLES]
    return tuple(" ".join(dict.fromkeys(cell.text for cell in cells_of(grid, row))) for row in rows)


def year_of(grid: Grid, layout: Layout, given: int) -> int | None:
    """This will find the year of a sheet's periods that name none: what was said, the title's, the sheet's name's."""
    if given:
        return given
    titled = (line for line in title_of(grid, layout) if "nam" in fold(line) or read_period(line))
    found = next((year for line in titled if (year := year_in(line))), None)
    return found or year_in(grid.name)
