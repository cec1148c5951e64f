"""Columns without rules: two-cell heads and signatures, pages of two columns, tables whose rules are not drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from vanban.intake.rows import Line, Row

Gutter = tuple[float, float]

_NARROWEST = 0.5  # of a letter's size: two columns keep at least that much apart
_FAR = 9.0  # letters' sizes: the room that a signature takes; what stands farther below is another matter
_NEAR = 2.2  # letters' sizes between the base lines of one list
_MARKED = 3.4  # letters' sizes from the number to the framed word under it
_TEXT_ROWS = 12  # a pair of columns as high as this is a page of two columns
_TEXT_SHARE = 0.62  # of the column's width that its lines fill on the average


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of cells, each a column's lines from top to bottom."""

    cells: tuple[tuple[Line, ...], ...]


def find_columns(rows: Sequence[Row]) -> list[Line | Cells]:
    """This will give a page's lines in the order of reading, what stands side by side as cells."""
    found: list[Line | Cells] = []
    at = floor = 0
    while at < len(rows):
        if len(rows[at]) == 1:
            found.append(rows[at][0])
            at += 1
            continue
        end, gutters = _band(rows, at)
        above = _lines_above(rows, at, floor, gutters)
        del found[len(found) - above :]
        found += _laid_out(rows[at - above : end], gutters)
        at = floor = end
    return found


def _lines_above(rows: Sequence[Row], first: int, floor: int, gutters: list[Gutter]) -> int:
    """This will count the lines of the right column that begin before the left one does, as over a signature."""
    count = 0
    while first - count > floor:
        row, below = rows[first - count - 1], rows[first - count]
        size = row[0].size
        is_right = len(row) == 1 and row[0].left > (gutters[-1][0] + gutters[-1][1]) / 2
        if not is_right or below[0].base - row[0].base > _NEAR * size:
            break
        count += 1
    return count


def _band(rows: Sequence[Row], first: int) -> tuple[int, list[Gutter]]:
    """This will tell up to which row the gutters of the first one stay free, and which of them."""
    centre = (min(row[0].left for row in rows) + max(row[-1].right for row in rows)) / 2
    gutters = [(before.right, after.left) for before, after in pairwise(rows[first])]
    end, kept = first + 1, gutters
    for at in range(first + 1, len(rows)):
        row, above = rows[at], rows[at - 1]
        size = max(row[0].size, above[0].size)
        kept = [free for gutter in kept if (free := _free(gutter, row, size))]
        if not kept or row[0].base - above[0].base > _FAR * size or _is_headline(row, rows[first:at], centre):
            break
        if _sides(row, kept) > 1:
            end, gutters = at + 1, kept
    while end < len(rows) and not _is_headline(rows[end], rows[first:end], centre):
        left = _goes_on(rows[end - 1], rows[end], gutters, rows[first:end])
        if left is None:
            break
        end, gutters = end + 1, left
    return end, gutters


def _is_headline(row: Row, band: Sequence[Row], centre: float) -> bool:
    """This will tell a line in the middle of the page, and not of its column: the document's title under its head."""
    if len(row) > 1:
        return False
    middle, size = (row[0].left + row[0].right) / 2, row[0].size
    own = [(line.left + line.right) / 2 for above in band for line in above if line.left <= middle <= line.right]
    return abs(middle - centre) < size and (not own or abs(middle - own[-1]) > 2 * size)


def _free(gutter: Gutter, row: Row, size: float) -> Gutter | None:
    """This will give what a row leaves of a gutter, None where it leaves too little."""
    left, right = gutter
    for line in row:
        for word in line.words:
            if word.right <= left or word.left >= right:
                continue
            if word.left - left >= right - word.right:
                right = word.left
            else:
                left = word.right
    return (left, right) if right - left > _NARROWEST * size else None


def _sides(row: Row, gutters: list[Gutter]) -> int:
    return len({_column(line, gutters) for line in row})


def _column(line: Line, gutters: list[Gutter]) -> int:
    return sum(line.left >= (left + right) / 2 for left, right in gutters)


def _goes_on(above: Row, row: Row, gutters: list[Gutter], band: Sequence[Row]) -> list[Gutter] | None:
    """This will tell whether one column goes on alone: the list of addressees, the name under a signature."""
    size = max(row[0].size, above[0].size)
    free = [left for gutter in gutters if (left := _free(gutter, row, size))]
    if len(row) > 1 or len(free) < len(gutters):
        return None
    step = row[0].base - above[0].base
    column = _column(row[0], gutters)
    if column:
        return free if step < _FAR * size else None
    lefts = [line.left for one in band for line in one if _column(line, gutters) == 0]
    is_listed = len(lefts) > 2 or row[0].text.startswith(("-", "–", "+"))
    is_aligned = bool(lefts) and abs(row[0].left - min(lefts)) < 0.8 * size
    if step < _NEAR * size and is_aligned and is_listed:
        return free
    return free if step < _MARKED * size and _is_below_middle(row[0], gutters, band) else None


def _is_below_middle(line: Line, gutters: list[Gutter], band: Sequence[Row]) -> bool:
    """This will tell what stands centred under a left column: the rest of a letter's subject, a mark of urgency."""
    own = [(one.left + one.right) / 2 for row in band for one in row if _column(one, gutters) == 0]
    middle = (line.left + line.right) / 2
    return len(own) > 1 and abs(middle - median(own)) < 0.8 * line.size


def _laid_out(rows: Sequence[Row], gutters: list[Gutter]) -> list[Line | Cells]:
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        for line in row:
            columns[_column(line, gutters)].append(line)
    columns = [_rejoined(column) for column in columns]
    if _is_running_text(columns):
        return [line for column in columns for line in column]
    if len(rows) == 1 and len(columns) > 2:  # one line with wide spaces makes no table
        return [Line(tuple(word for line in rows[0] for word in line.words))]
    if len(columns) > 2:
        return list(_table_rows(rows, gutters))
    return [Cells(tuple(tuple(column) for column in columns))]


def _rejoined(column: list[Line]) -> list[Line]:
    """This will put lines of one height in one column together again: a gap that became no gutter is a space."""
    out: list[Line] = []
    for line in column:
        if out and abs(out[-1].base - line.base) < 0.38 * line.size:
            out[-1] = Line(out[-1].words + line.words)
        else:
            out.append(line)
    return out


def _is_running_text(columns: list[list[Line]]) -> bool:
    """This will tell a page of two columns from cells: both are high, and full lines fill both."""
    if len(columns) != 2 or min(len(column) for column in columns) < _TEXT_ROWS:
        return False
    for column in columns:
        width = max(line.right for line in column) - min(line.left for line in column)
        if sum(line.right - line.left for line in column) / len(column) < _TEXT_SHARE * width:
            return False
    return True


def _table_rows(rows: Sequence[Row], gutters: list[Gutter]) -> list[Cells]:
    """This will cut a table without rules into rows: a new one begins where its first column says something."""
    table: list[list[list[Line]]] = []
    for row in rows:
        begins = any(_column(line, gutters) == 0 for line in row)
        if begins or not table:
            table.append([[] for _ in range(len(gutters) + 1)])
        for line in row:
            table[-1][_column(line, gutters)].append(line)
    return [Cells(tuple(tuple(_rejoined(cell)) for cell in row)) for row in table]
