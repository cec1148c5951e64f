"""Lines of a text as the web gives it: conversion marks and rules dropped, table cells numbered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import is_type_word

EMPTY_CELL = "_"
"""A cell with nothing in it, on a line of its own between bars: it holds the place of its column."""

_MARKS = re.compile(r"\*+|_+|(?<!\S)#+(?=\s)|\\(?=[*_#|.()-])")
_RULE = re.compile(r"[-–—_=~*.|: ]{3,}$")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_ROW = re.compile(r"\|.*\|.*$")
_LONE_BAR = re.compile(r"^[ \t]*\|[ \t]*$", re.MULTILINE)
_CELL_EDGE = re.compile(r"\|")
_GLUED_BULLET = re.compile(rf"(?<=[^\s.][.;])[-+] (?=[{UPPER}][{LOWER}])")  # "… trong tháng 5/2026.- Rà soát …"
_WORD_JOINT = re.compile(r"\w_\w")
_BOLD = re.compile(r"\s*\*\*[^*]+\*\*\s*$")
_EMPTY_TAIL = re.compile(r"  +$")
_DROPPED = re.compile(f"{_MARKS.pattern}|{_SPACES.pattern}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its kept pieces (offset, text); `width` is its printed length, `table` 0 outside of tables.

    `after_blank`: an empty line stands before it; `after_gap`: several do.

    `opens_mark`: an odd number of emphasis marks; `in_mark`: an emphasis is still open where the line ends.
    """

    pieces: tuple[tuple[int, str], ...]
    end: int
    width: int
    after_blank: bool = False
    after_gap: bool = False
    hard_break: bool = False
    opens_mark: bool = False
    in_mark: bool = False
    bold: bool = False
    table: int = 0
    row: int = 0
    column: int = 0

    @property
    def text(self) -> str:
        return "".join(piece for _, piece in self.pieces)

    @property
    def cell_key(self) -> tuple[int, int, int]:
        return (self.table, self.row, self.column)

    def in_cell(self, table: int, row: int, column: int) -> "Line":
        """This will give the line as it stands in a cell."""
        return replace(self, table=table, row=row, column=column)


@dataclass(slots=True)
class _Table:
    """Where in a table of lone bars the walk stands."""

    count: int = 0
    inside: bool = False
    row: int = 0
    column: int = 0
    last_was_bar: bool = False
    row_closed: bool = False

    def bar(self) -> None:
        if not self.inside:
            self.count, self.inside, self.row, self.column = self.count + 1, True, 1, 0
        elif self.last_was_bar:
            self.row, self.column = self.row + 1, 0
        else:
            self.column += 1
        self.last_was_bar, self.row_closed = True, False

    def ends_before(self, bare: str, after_last_bar: bool) -> bool:
        """This will tell whether a line without bars stands after the table and not in its last cell."""
        return self.row_closed or (self.last_was_bar and (after_last_bar or is_type_word(bare)))


def cut_lines(text: str) -> list[Line]:
    """This will give the lines that say something, with the table cell that each stands in."""
    lines: list[Line] = []
    table = _Table()
    blank = gap = in_mark = False
    last_bar = max((found.end() for found in _LONE_BAR.finditer(text)), default=0)
    for start, raw in _raw_lines(text):
        bare = raw.strip()
        if bare == "|":
            table.bar()
            blank = in_mark = False
        elif not bare.strip("*_# ") or _RULE.match(bare):
            if not bare and table.inside and table.last_was_bar:
                table.inside = False
            elif bare == EMPTY_CELL and table.inside:
                table.last_was_bar = False
            blank, gap, in_mark = True, blank, False
        elif bare[-1] == "|" or (bare[0] == "|" and _ROW.match(bare)):
            lines += _row_cells(raw, start, table)
            blank = in_mark = False
        else:
            if table.inside and table.ends_before(bare, start >= last_bar):
                table.inside = False
            cell = (table.count, table.row, table.column) if table.inside else (0, 0, 0)
            line = _line(raw, start, cell, blank=blank, gap=gap, in_mark=in_mark)
            in_mark = line.in_mark
            lines.append(line)
            table.last_was_bar = table.row_closed = blank = gap = False
    return _unwrap_wide_cells([line for line in lines if line.pieces])


def _raw_lines(text: str) -> Iterator[tuple[int, str]]:
    """This will go through the lines with their places; a bullet glued to the stop before it begins one too."""
    offset = 0
    for raw in text.split("\n"):
        begin = 0
        if "|" not in raw:
            for glued in _GLUED_BULLET.finditer(raw):
                yield offset + begin, raw[begin : glued.start()]
                begin = glued.start()
        yield offset + begin, raw[begin:]
        offset += len(raw) + 1


def _row_cells(raw: str, start: int, table: _Table) -> list[Line]:
    """This will cut a row "| a | b |", or "a | b |" as some pages print it, into its cells."""
    if table.inside:
        table.row += 1
        table.column = 0
    else:
        table.bar()
    edges = [found.start() for found in _CELL_EDGE.finditer(raw)] + [len(raw)]
    if not raw.lstrip().startswith("|"):
        edges.insert(0, -1)
    cells: list[Line] = []
    for column, (left, right) in enumerate(pairwise(edges)):
        line = _line(raw[left + 1 : right], start + left + 1, (table.count, table.row, column))
        if line.pieces:
            cells.append(line)
    table.last_was_bar, table.row_closed = True, raw.rstrip().endswith("|")
    return cells


def _line(
    raw: str,
    start: int,
    cell: tuple[int, int, int] = (0, 0, 0),
    *,
    blank: bool = False,
    gap: bool = False,
    in_mark: bool = False,
) -> Line:
    """This will keep what is said on the line; `*`, `_`, `#` of conversion go, a bullet `* ` stays as it is."""
    pieces: list[tuple[int, str]] = []
    left = len(raw) - len(raw.lstrip())
    right = len(raw.rstrip())
    if raw[left:right].startswith("|"):
        left += 1
    at = left
    if raw.startswith("* ", left) and raw.count("*") % 2:
        at = left + 1
        pieces.append((start + left, "*"))
    marks = 0
    if "*" in raw or "_" in raw or "#" in raw or "\\" in raw or "\t" in raw or "  " in raw:
        for found in _DROPPED.finditer(raw, at, right):
            pieces.append((start + at, raw[at : found.start()]))
            mark = found.group()
            marks += mark.startswith("*")
            if mark.isspace() or (mark == "_" and _WORD_JOINT.match(raw, max(found.start() - 1, 0))):
                pieces.append((start + found.start(), " "))
            at = found.end()
    pieces.append((start + at, raw[at:right]))
    kept = _trim([piece for piece in pieces if piece[1]])
    width = sum(len(piece) for _, piece in kept)
    hard = bool(_EMPTY_TAIL.search(raw)) and "*" not in raw
    return Line(
        tuple(kept),
        start + right,
        width,
        after_blank=blank,
        after_gap=blank and gap,
        hard_break=hard,
        opens_mark=marks % 2 == 1,
        in_mark=in_mark ^ (marks % 2 == 1),
        bold="**" in raw and _BOLD.match(raw) is not None,
        table=cell[0],
        row=cell[1],
        column=cell[2],
    )


def _trim(pieces: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """This will take spaces off both ends of a line made of pieces and squeeze those at the joints."""
    out: list[tuple[int, str]] = []
    for offset, piece in pieces:
        text = piece.lstrip() if not out or out[-1][1].endswith(" ") else piece
        if text:
            out.append((offset + len(piece) - len(text), text))
    while out and not out[-1][1].strip():
        out.pop()
    if out:
        out[-1] = (out[-1][0], out[-1][1].rstrip())
    return out


_WIDE_CELL = 2500


def _unwrap_wide_cells(lines: list[Line]) -> list[Line]:
    """This will take a cell that holds a whole document (a page laid out by a table) for running text."""
    sizes: dict[tuple[int, int, int], int] = {}
    for line in lines:
        if line.table:
            sizes[line.cell_key] = sizes.get(line.cell_key, 0) + line.width
    wide = {key for key, size in sizes.items() if size > _WIDE_CELL}
    return [line.in_cell(0, 0, 0) if line.cell_key in wide else line for line in lines]
