"""How a sheet is probably laid out; a person sees the guess beside the sheet and corrects it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pcmt.kernel.period import MONTHS, Calendar
from pcmt.reporting.rules.old_books.heads import cells_of, is_numbering, path_of, period_of, title_of, year_of
from pcmt.reporting.rules.old_books.layout import Axis, Definition, Layout
from pcmt.reporting.rules.old_books.periods import PeriodWords, is_of_reporting_days, read_period, shortest
from pcmt.reporting.rules.old_books.places import Places
from pcmt.reporting.rules.old_books.values import is_like_figure, marks_in
from pcmt.reporting.rules.old_books.words import plain, words
from workbook.grids import Grid, GridCell

LOOKED_AT = 400
"""Rows that a guess is made from."""
_AHEAD = 6
_LONGEST = 80
_LINE_NUMBER = re.compile(r"[IVX]{0,5}|[A-Za-z]|\d{1,3}", re.ASCII)
_GIVEN = Axis("given")


@dataclass(frozen=True)
class _Sheet:
    """A sheet, where its heads and figures stand, and the columns that name rows or hold figures."""

    grid: Grid
    layout: Layout
    rows: tuple[int, ...]
    worded: tuple[int, ...]
    figures: tuple[int, ...]


def guess(grid: Grid, places: Places) -> Definition:
    """This will guess how a sheet is laid out; places: the units that it may name."""
    first, heads = _extent(grid)
    bare = Layout(*heads, first, 0, _GIVEN, _GIVEN, _GIVEN)
    rows = tuple(row for row in grid.filled_rows() if row >= first)[:LOOKED_AT]
    sheet = _Sheet(grid, bare, rows, *_columns(grid, bare, rows))
    units = _units(sheet, places)
    periods = _periods(sheet, units)
    elements = _elements(sheet, units, periods, places)
    layout = Layout(*heads, first, 0, units, periods, elements)
    titles = title_of(grid, layout)
    texts = [cell.text for cell in grid.cells.values() if cell.kind == "words" and cell.column in sheet.figures]
    return Definition(
        layout,
        calendar=Calendar.ND09 if any(map(is_of_reporting_days, titles)) else Calendar.CIVIL,
        marks=marks_in(texts),
        year=0 if year_of(grid, layout, 0) else _year_of_heads(sheet),
    )


def _extent(grid: Grid) -> tuple[int, tuple[int, int]]:
    """The first row of figures, and the first and last row of heads above it (0, 0 where there are none)."""
    rows = grid.filled_rows()[:LOOKED_AT]
    like = [_is_figures(grid, row) for row in rows]
    start = _first_figures(like)
    last = start - 1
    while last >= 0 and (is_numbering(grid, rows[last]) or _distinct(grid, rows[last]) < 2):
        last -= 1
    if last < 0:
        return (rows[start] if start < len(rows) else 1), (0, 0)
    top = last
    while top > 0 and rows[top - 1] == rows[top] - 1 and _is_head_over(grid, rows[top - 1]):
        top -= 1
    after = rows[last] + 1 if last + 1 < len(rows) else rows[last]
    bottom = rows[last]
    while after <= grid.last_row and is_numbering(grid, after):
        bottom, after = after, after + 1
    return after, (rows[top], bottom)


def _first_figures(like: list[bool]) -> int:
    """The first row like figures that others like it follow: a lone number may stand in a title."""
    for at, found in enumerate(like):
        ahead = like[at : at + _AHEAD]
        if found and sum(ahead) * 2 >= len(ahead):
            return at
    return len(like)


def _is_figures(grid: Grid, row: int) -> bool:
    """Whether a row names something and holds figures, and is neither a row of years nor of numbers of columns."""
    cells = cells_of(grid, row)
    named = [cell for cell in cells if cell.kind == "words" and not is_like_figure(cell)]
    counted = [cell for cell in cells if is_like_figure(cell) and (not named or cell.column > named[0].column)]
    if not named or not counted or is_numbering(grid, row):
        return False
    numbers = [int(cell.text) for cell in counted if cell.text.isdigit() and len(cell.text) <= 4]
    ascending = all(after == before + 1 for before, after in pairwise(numbers))
    if len(numbers) == len(counted) and len(numbers) > 1 and ascending:
        return not (numbers[0] >= 1990 or (numbers[0] == 1 and len(numbers) > 2 and _is_head_word(named[0].text)))
    return not (len(numbers) == len(counted) == 1 and 1990 <= numbers[0] <= 2100 and len(cells) <= 3)


def _is_head_word(text: str) -> bool:
    known = words()
    return known.is_period(text) or plain(text) in known.units | known.numbering | known.elements | known.codes


def _distinct(grid: Grid, row: int) -> int:
    """How many different things a row says, numbers of lines left aside."""
    said = {grid.text(row, column) for column in range(1, grid.last_column + 1)}
    return sum(not _LINE_NUMBER.fullmatch(text) for text in said)


def _is_head_over(grid: Grid, row: int) -> bool:
    """Whether a row right above heads is one of them: it says several things, or one that begins further right."""
    if _distinct(grid, row) >= 2:
        return True
    (cell,) = cells_of(grid, row)[:1] or (None,)
    return cell is not None and cell.column > 2 and ":" not in cell.text


def _columns(grid: Grid, layout: Layout, rows: Iterable[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The columns whose cells are mostly words, and those that hold figures; numbers of lines are neither."""
    by_column: dict[int, list[GridCell]] = {}
    for row in rows:
        for cell in cells_of(grid, row):
            by_column.setdefault(cell.column, []).append(cell)
    worded: list[int] = []
    figures: list[int] = []
    for column, cells in sorted(by_column.items()):
        head = " ".join(path_of(grid, layout, column))
        if plain(head) in words().numbering or _counts_lines(cells, column):
            continue
        like = sum(is_like_figure(cell) for cell in cells)
        named = plain(head) in words().codes or words().is_period(head)
        (figures if like * 2 > len(cells) and not named else worded).append(column)
    return tuple(worded), tuple(figures)


def _counts_lines(cells: list[GridCell], column: int) -> bool:
    numbers = [int(cell.text) for cell in cells if cell.text.isdigit() and len(cell.text) <= 5]
    ascending = all(after in (before + 1, 1) for before, after in pairwise(numbers))
    return column == 1 and len(numbers) > 1 and numbers[0] == 1 and ascending


def _texts(sheet: _Sheet, column: int) -> list[str]:
    found = (sheet.grid.cells.get((row, column)) for row in sheet.rows)
    return [cell.text for cell in found if cell is not None and cell.text]


def _head(sheet: _Sheet, column: int) -> str:
    return plain(" ".join(path_of(sheet.grid, sheet.layout, column)))


def _between(sheet: _Sheet) -> list[str]:
    """What lines between the figures say, notes left aside."""
    lines = [cells_of(sheet.grid, row) for row in sheet.rows]
    bare = [cells for cells in lines if not any(cell.column in sheet.figures for cell in cells)]
    texts = [cell.text for cells in bare for cell in cells if len(cell.text) <= _LONGEST]
    return [text for text in texts if not words().is_note(text)]


def _units(sheet: _Sheet, places: Places) -> Axis:
    shares: dict[int, float] = {}
    for column in sheet.worded:
        texts = [text for text in _texts(sheet, column) if not words().is_total(text)]
        known = sum(map(places.is_unit, texts)) / max(len(texts), 1)
        shares[column] = known + (1 if _head(sheet, column) in words().units else 0)
    best = max(shares, key=lambda column: shares[column], default=0)
    if best and shares[best] >= 0.4:
        return Axis("column", best)
    above = [path_of(sheet.grid, sheet.layout, column) for column in sheet.figures]
    if above and sum(any(map(places.is_unit, path)) for path in above) * 2 >= len(above):
        return Axis("heads")
    if sum(map(places.is_unit, _between(sheet))) >= 2:
        return Axis("bands")
    if places.in_words(sheet.grid.name):
        return Axis("sheet")
    named = next((unit for line in title_of(sheet.grid, sheet.layout) if (unit := places.in_words(line))), "")
    return Axis("title") if named else _GIVEN


def _periods(sheet: _Sheet, units: Axis) -> Axis:
    columns = {column: found for column in sheet.worded if column != units.column and (found := _read(sheet, column))}
    if columns:
        return Axis("column", min(columns, key=lambda column: MONTHS[columns[column].kind]))
    above = [period_of(path_of(sheet.grid, sheet.layout, column))[0] for column in sheet.figures]
    if above and sum(found is not None for found in above) * 2 >= len(above):
        return Axis("heads")
    if any(map(read_period, _between(sheet))):
        return Axis("bands")
    titled = shortest(read_period(line) for line in title_of(sheet.grid, sheet.layout))
    named = read_period(sheet.grid.name)
    if named and (titled is None or MONTHS[named.kind] < MONTHS[titled.kind]):
        return Axis("sheet")
    return Axis("title") if titled else _GIVEN


def _read(sheet: _Sheet, column: int) -> PeriodWords | None:
    """The shortest period that a column names, where most of its cells name one."""
    head, texts = _head(sheet, column), _texts(sheet, column)
    if words().is_left_out(head):
        return None
    found = [one for text in texts if (one := read_period(text) or read_period(f"{head} {text}"))]
    return shortest(found) if len(found) * 2 > len(texts) else None


def _elements(sheet: _Sheet, units: Axis, periods: Axis, places: Places) -> Axis:
    taken = {units.column, periods.column}
    free = [column for column in sheet.worded if column not in taken and not words().is_left_out(_head(sheet, column))]
    named = [column for column in free if _head(sheet, column) in words().elements]
    if named:
        return Axis("column", named[0])
    if free and units.where != "column":
        return Axis("column", free[0])
    return Axis("sheet") if _is_of_one_figure(sheet, periods, places) else Axis("heads")


def _is_of_one_figure(sheet: _Sheet, periods: Axis, places: Places) -> bool:
    """Whether the heads name periods and nothing else, and the sheet's name says what is counted: a sheet a figure."""
    name = sheet.grid.name
    if periods.where != "heads" or read_period(name) or places.in_words(name) or not words().names_something(name):
        return False
    paths = [path_of(sheet.grid, sheet.layout, column) for column in sheet.figures]
    named = [
        path for path in paths if path and not words().is_left_out(path[-1]) and not words().is_whole_year(path[-1])
    ]
    return not any(rest for _, rest in map(period_of, named))


def _year_of_heads(sheet: _Sheet) -> int:
    """The one year that heads name, for where neither the title nor the sheet's name does; 0 for none or several."""
    found = {
        period.year
        for column in sheet.figures
        if (period := period_of(path_of(sheet.grid, sheet.layout, column))[0]) is not None and period.year
    }
    return found.pop() if len(found) == 1 else 0
