"""A pasted table in rows again: Word and Excel part a cell's lines as they part rows. Pure.

Excel puts such a cell in quotes. Word does not: its row is told by the number of its cells, which is that of the first
line. What could be read in two ways stays as it was pasted, and is told as a fault.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

ORDINAL = re.compile(r"\s{0,20}(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,6}|[a-zđ])\s{0,3}[.)]?\s{0,20}", re.IGNORECASE)
"""A running number."""

QUOTE = '"'
MOST_JOINED = 60
"""Lines of one cell or row."""


@dataclass(frozen=True)
class PastedRow:
    """Cells of one row, and the line where it begins, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass
class _Open:
    """A row that is still being put together."""

    line: int
    cells: list[str] = field(default_factory=list)

    def goes_on(self, cells: Sequence[str]) -> None:
        """This will add a line of cells: its first goes on with the last cell."""
        self.cells[-1] = f"{self.cells[-1]} {cells[0]}".strip()
        self.cells += cells[1:]


def table_rows(lines: Sequence[str]) -> list[PastedRow]:
    """This will give the rows of lines whose cells are parted by tabs; empty lines are left out."""
    rows = [row for row in _unquoted(lines) if any(row.cells)]
    width = len(rows[0].cells) if rows else 0
    if width < 2 or (not any(len(row.cells) == width for row in rows[1:]) and not _fits(rows[1:], width)):
        return rows
    return list(_joined(rows, width))


def _unquoted(lines: Sequence[str]) -> Iterator[PastedRow]:
    number = 0
    while number < len(lines):
        first, text = number, lines[number]
        while _is_open(text) and number + 1 < min(len(lines), first + MOST_JOINED):
            number += 1
            text = f"{text}\n{lines[number]}"
        if _is_open(text):  # a quotation mark of the text itself
            number, text = first, lines[first]
        yield PastedRow(first + 1, tuple(_bare(cell) for cell in text.split("\t")))
        number += 1


def _is_open(text: str) -> bool:
    """Whether a cell begins with a quotation mark that is not closed yet."""
    last = text.rsplit("\t", maxsplit=1)[-1].lstrip()
    return last.startswith(QUOTE) and last.count(QUOTE) % 2 == 1


def _bare(cell: str) -> str:
    told = cell.strip()
    if len(told) > 1 and told[0] == told[-1] == QUOTE and told[1:-1].replace(QUOTE * 2, "").count(QUOTE) == 0:
        told = told[1:-1].replace(QUOTE * 2, QUOTE)
    return " ".join(told.split())


def _fits(rows: Sequence[PastedRow], width: int) -> bool:
    """Whether lines of fewer cells can be rows that breaks took apart: some line has no tab at all."""
    return any(len(row.cells) == 1 for row in rows) and sum(len(row.cells) - 1 for row in rows) % (width - 1) == 0


def _joined(rows: Sequence[PastedRow], width: int) -> Iterator[PastedRow]:
    held: _Open | None = None
    for place, row in enumerate(rows):
        if held is not None and _continues(held.cells, rows[place:], width):
            held.goes_on(row.cells)
            continue
        if held is not None:
            yield PastedRow(held.line, tuple(held.cells))
        held = _Open(row.line, list(row.cells))
    if held is not None:
        yield PastedRow(held.line, tuple(held.cells))


def _continues(cells: Sequence[str], ahead: Sequence[PastedRow], width: int) -> bool:
    """Whether the first line ahead goes on with a row: it fills it up, or hangs on a full one.

    What hangs on a full row may as well begin the next: only running numbers tell.
    """
    own = len(ahead[0].cells)
    if len(cells) < width:
        return own < width and len(cells) + own - 1 <= width and not _is_numbered(ahead[0].cells)
    following = next((row.cells for row in ahead if len(row.cells) > 1), ("1",))
    return own == 1 and _is_numbered(cells) and _is_numbered(following)


def _is_numbered(cells: Sequence[str]) -> bool:
    return ORDINAL.fullmatch(cells[0]) is not None
