"""What the rows of a sheet are: figures, totals, lines between, notes."""

from collections.abc import Callable
from typing import Literal

from pcmt.reporting.rules.old_books.heads import cells_of, is_numbering
from pcmt.reporting.rules.old_books.layout import Axis, Layout
from pcmt.reporting.rules.old_books.values import is_like_figure
from pcmt.reporting.rules.old_books.words import words
from workbook.grids import Grid

Role = Literal["title", "head", "numbering", "figures", "total", "district", "band", "note"]
IsDistrict = Callable[[str], bool]


def named_columns(layout: Layout) -> tuple[int, ...]:
    """This will list the columns in which rows are named, each once."""
    axes: tuple[Axis, ...] = (layout.units, layout.periods, layout.elements)
    return tuple(dict.fromkeys(axis.column for axis in axes if axis.where == "column"))


def role_of(grid: Grid, layout: Layout, row: int, columns: frozenset[int], is_district: IsDistrict) -> Role:
    """This will say what a row is; columns: those that hold figures."""
    if layout.first_head <= row <= layout.last_head and layout.first_head:
        return "numbering" if is_numbering(grid, row) else "head"
    if row < layout.first_row:
        return "numbering" if is_numbering(grid, row) else "title" if row < max(layout.first_head, 1) else "band"
    if layout.last_row and row > layout.last_row:
        return "note"
    cells = cells_of(grid, row)
    names = [cell.text for cell in cells if cell.column not in columns and cell.kind == "words"]
    first = next(iter(names), cells[0].text if cells else "")
    holds = any(cell.column in columns and is_like_figure(cell) for cell in cells)
    if not holds:
        return "note" if words().is_note(first) else "band"
    if is_numbering(grid, row) or _is_head_again(grid, layout, row):
        return "head"
    # Among elements “Tổng số” is one of them; among units it is their sum.
    if layout.units.where in ("column", "bands") and any(words().is_total(name) for name in names):
        return "total"
    if layout.units.where == "column" and is_district(grid.text(row, layout.units.column)):
        return "district"
    return "figures"


def _is_head_again(grid: Grid, layout: Layout, row: int) -> bool:
    """Whether a row says the same as the last row of heads, as where a book was printed page by page."""
    if not layout.last_head:
        return False
    above = [cell.text for cell in cells_of(grid, layout.last_head)]
    return len(above) > 1 and above == [cell.text for cell in cells_of(grid, row)]
