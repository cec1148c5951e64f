"""Lines of a text as the web gives it: conversion marks and rules dropped, table cells numbered."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

_MARKS = re.compile(r"\*+|_+|(?<!\S)#+(?=\s)|\\(?=[*_#|.()-])")
_RULE = re.compile(r"[-–—_=~*.|: ]{3,}$")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_ROW = re.compile(r"\|.*\|.*$")
_CELL_EDGE = re.compile(r"\|")
_WORD_JOINT = re.compile(r"\w_\w")
_BOLD = re.compile(r"\s*\*\*[^*]+\*\*\s*$")
_EMPTY_TAIL = re.compile(r"  +$")
_DROPPED = re.compile(f"{_MARKS.pattern}|{_SPACES.pattern}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its kept pieces (offset, text); `width` is its printed length, `table` 0 outside of tables."""

    pieces: tuple[tuple[int, str], ...]
    end: int
    width: int
    after_blank: bool = False
    hard_break: bool = False
    opens_mark: bool = False
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


@dataclass(slots=True)
class _Table:
    """Where in a table of lone bars the walk stands."""

    count: int = 0
    inside: bool = False
    row: int = 0
    column: int = 0
    last_was_bar: bool = False

    def bar(self) -> None:
        if not self.inside:
            self.count, self.inside, self.row, self.column = self.count + 1, True, 1, 0
        elif self.last_was_bar:
            self.row, self.column = self.row + 1, 0
        else:
            self.column += 1
        self.last_was_bar = True


def cut_lines(text: str) -> list[Line]:
    """This will give the lines that say something, with the table cell that each stands in."""
    lines: list[Line] = []
    table = _Table()
    blank = False
    offset = 0
    for raw in text.split("\n"):
        start, offset = offset, offset + len(raw) + 1
        bare = raw.strip()
        if bare == "|":
            table.bar()
            blank = False
        elif not bare.strip("*_# ") or _RULE.match(bare):
            if not bare and table.inside and table.last_was_bar:
                table.inside = False
            blank = True
        elif bare.startswith("|") and _ROW.match(bare):
            if not table.inside:
                table.bar()
            else:
                table.row += 1
            lines += _row_cells(raw, start, table)
            table.last_was_bar, blank = True, False
        else:
            line = _line(raw, start)
            table.last_was_bar = False
            if table.inside:
                line = replace(line, table=table.count, row=table.row, column=table.column)
            lines.append(replace(line, after_blank=blank))
            blank = False
    return _unwrap_wide_cells([line for line in lines if line.pieces])


def _row_cells(raw: str, start: int, table: _Table) -> list[Line]:
    cells: list[Line] = []
    edges = [found.start() for found in _CELL_EDGE.finditer(raw)] + [len(raw)]
    for column, (left, right) in enumerate(pairwise(edges)):
        line = _line(raw[left + 1 : right], start + left + 1)
        if line.pieces:
            cells.append(replace(line, table=table.count, row=table.row, column=column))
    return cells


def _line(raw: str, start: int) -> Line:
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
        hard_break=hard,
        opens_mark=marks % 2 == 1,
        bold=_BOLD.match(raw) is not None,
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
    return [replace(line, table=0, row=0, column=0) if line.cell_key in wide else line for line in lines]
