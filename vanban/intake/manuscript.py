"""The text of a document as it grows, page by page: paragraphs a line each, cells between lone bars, page spans."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median

from vanban.intake.columns import Cells
from vanban.intake.grids import Cell, Grid
from vanban.intake.paragraphs import Margins, goes_on, joined, measure, parted
from vanban.intake.rows import Line, cut_rows
from vanban.model import Sheet, Unsure
from vanban.read.lines import EMPTY_CELL
from vanban.read.sureness import clear

_FEW_LINES = 15
_SPECK = 1.04  # times the usual width of the text
_NARROW = 0.98
_SLACK = 6.0  # points
_INDENTED = 60.0
Piece = Line | Cells | Grid


class Manuscript:
    """Takes pages in order and writes their text; a paragraph that a page break tore is written as one."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._open: list[Line] = []
        self._margins = Margins(0.0, 0.0, 0.0)
        self._columns: dict[float, list[Margins]] = {}  # between what earlier pages ran, by the paper's width
        self._starts: list[Sheet] = []
        self._unsure: list[Unsure] = []

    def add_page(
        self, number: int, pieces: Sequence[Piece], *, width: float, by_ocr: bool, sureness: float = 100
    ) -> None:
        """This will add a page: its lines, rows of cells and ruled tables in the order of reading."""
        margins = self._measured([piece for piece in pieces if isinstance(piece, Line)], round(width, -1))
        first = pieces[0] if pieces else None
        goes = isinstance(first, Line) and bool(self._open) and self._torn(first, margins)
        if not goes:
            self._close()
        start = self._length + (len(joined(self._open)) + 1 if goes else 0)
        self._starts.append(Sheet(number, start, start, by_ocr, int(sureness)))
        self._margins = margins
        for place, piece in enumerate(pieces):
            if isinstance(piece, Line):
                self._add_line(piece, is_torn=goes and place == 0)
            else:
                self._close()
                self._write("")
                self._write_cells(piece)
                self._write("")

    def finish(self) -> tuple[str, tuple[Sheet, ...]]:
        """This will give the text and where each page stands in it."""
        self._close()
        text = "\n".join(self._lines).strip("\n") + "\n"
        ends = [*(sheet.start for sheet in self._starts[1:]), len(text)]
        sheets = tuple(
            replace(sheet, start=min(sheet.start, len(text)), end=min(max(sheet.start, end), len(text)))
            for sheet, end in zip(self._starts, ends, strict=True)
        )
        return text, sheets

    @property
    def unsure(self) -> tuple[Unsure, ...]:
        """The words of the finished text of which recognition was not sure, in the order of the text."""
        return tuple(self._unsure)

    def _measured(self, lines: Sequence[Line], width: float) -> Margins:
        """This will measure a page, and go by the pages before it where it has few lines or a speck beside them."""
        margins = measure(lines)
        column, known = margins.right - margins.left, self._columns.setdefault(width, [])
        usual = median(one.right - one.left for one in known) if known else column
        if len(lines) < _FEW_LINES or column > usual * _SPECK:
            return Margins(margins.left, margins.left + usual, margins.step)
        if column < usual * _NARROW and (framed := _framed(margins, known, usual)):
            return framed
        known.append(margins)
        return margins

    def _torn(self, line: Line, margins: Margins) -> bool:
        """This will tell whether a page begins within the paragraph that the page before ended with."""
        last = self._open[-1]
        shift = margins.left - self._margins.left
        bounds = Margins(self._margins.left + shift, self._margins.right + shift, self._margins.step)
        moved = Line(tuple(replace(word, left=word.left + shift, right=word.right + shift) for word in last.words))
        return goes_on(moved, line, bounds, over_page=True)

    def _add_line(self, line: Line, *, is_torn: bool) -> None:
        if self._open and not is_torn and not goes_on(self._open[-1], line, self._margins):
            self._close()
        self._open.append(line)

    def _close(self) -> None:
        if self._open:
            self._write_lines(self._open)
            self._write("")
            self._open = []

    def _write_lines(self, lines: Sequence[Line]) -> None:
        """This will write a paragraph, and keep which of its words may be read wrong."""
        paragraph = joined(lines)
        self._unsure += _doubted(paragraph, lines, self._length)
        self._write(paragraph.replace("|", "/"))

    def _write(self, line: str) -> None:
        if not line and (not self._lines or not self._lines[-1]):
            return
        self._lines.append(line)
        self._length += len(line) + 1

    def _write_cells(self, piece: Cells | Grid) -> None:
        if isinstance(piece, Cells):
            self._write_row([parted(cell) for cell in piece.cells])
            return
        for _, cells in groupby(_with_continued(piece), key=lambda cell: cell.row):
            self._write_row([parted([line for row in cut_rows(cell.words) for line in row]) for cell in cells])

    def _write_row(self, row: Sequence[Sequence[Sequence[Line]]]) -> None:
        self._write("|")
        for cell in row:
            for at, lines in enumerate(cell):
                if at:
                    self._write("")  # keeps a cell's paragraphs apart
                self._write_lines(lines)
            if not cell:
                self._write(EMPTY_CELL)
            self._write("|")


def _doubted(paragraph: str, lines: Sequence[Line], begins: int) -> Iterator[Unsure]:
    """This will give the words of a paragraph of which recognition was not sure; each stands after the one before."""
    at = 0
    for word in (word for line in lines for word in line.words):
        found = paragraph.find(word.text, at)
        if found < 0:
            continue  # a number stamped digit by digit was drawn together
        at = found + len(word.text)
        if word.sure < clear():
            yield Unsure(begins + found, begins + at, max(0, int(word.sure)))


def _framed(margins: Margins, known: Sequence[Margins], usual: float) -> Margins | None:
    """This will give a page of short lines, which show no margins, those of a page before it."""
    for one in reversed(known):
        begins = one.left - _SLACK <= margins.left <= one.left + _INDENTED
        if begins and margins.right <= one.left + usual + _SLACK:
            return Margins(one.left, one.left + usual, margins.step)
    return None


def _with_continued(grid: Grid) -> list[Cell]:
    """This will fill what a cell covers of other columns and rows with empty cells, so that columns stay in place."""
    cells = list(grid.cells)
    for cell in grid.cells:
        cells += [
            Cell(row, column, 1, 1, ())
            for row in range(cell.row, cell.row + cell.down)
            for column in range(cell.column, cell.column + cell.across)
            if (row, column) != (cell.row, cell.column)
        ]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))
