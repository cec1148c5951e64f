"""A document laid out: lines with a style each, tables, and the two-cell head and foot.

This is what the four writers share. It knows the words and their order, and nothing about a file format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from vanban.write.model import Align, Layout

# Tenths of a millimetre: room for two letters ("TT") between the rules.
NARROWEST_COLUMN: Final = 90


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line, with its own emphasis on top of the line's style."""

    text: str
    bold: bool = False
    italic: bool = False
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: the key of its style (`styles`), its stretches, the reference behind it."""

    style: str
    spans: tuple[Span, ...]
    ref: str | None = None

    @property
    def text(self) -> str:
        """Give the words of the line without emphasis."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line of `width_mm` in the middle (below issuer, motto or trích yếu)."""

    width_mm: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A framed word below the number: the urgency, "DỰ THẢO", how far the document may go."""

    text: str
    width_mm: int


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a laid-out table: title, share of the width, alignment, title of the merged head above it."""

    title: str
    weight: int
    align: Align
    under: str | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a laid-out table; a line break parts its paragraphs."""

    text: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of a table's head: `first` counts columns from 0; it covers `wide` columns and `high` rows."""

    text: str
    first: int
    wide: int = 1
    high: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; a row of a single cell goes across all columns, `total` is the last row, in bold."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    total: tuple[GridCell, ...] | None = None
    ref: str | None = None

    @property
    def heads(self) -> tuple[tuple[HeadCell, ...], ...]:
        """Give the rows of the head: one, or two where columns share a merged head."""
        if not any(column.under for column in self.columns):
            return (tuple(HeadCell(column.title, at) for at, column in enumerate(self.columns)),)
        upper: list[HeadCell] = []
        for at, column in enumerate(self.columns):
            if column.under and at and column.under == self.columns[at - 1].under:
                last = upper[-1]
                upper[-1] = HeadCell(last.text, last.first, last.wide + 1)
            elif column.under:
                upper.append(HeadCell(column.under, at))
            else:
                upper.append(HeadCell(column.title, at, high=2))
        return tuple(upper), tuple(HeadCell(each.title, at) for at, each in enumerate(self.columns) if each.under)

    def widths(self, whole: int) -> list[int]:
        """Give the columns' widths, of `whole` tenths of a millimetre: a least width each, the rest by weight."""
        left = whole - NARROWEST_COLUMN * len(self.columns)
        weights = sum(column.weight for column in self.columns)
        return [NARROWEST_COLUMN + left * column.weight // weights for column in self.columns]

    def is_band(self, row: tuple[GridCell, ...]) -> bool:
        """Tell a row that goes across the whole table."""
        return len(row) == 1 < len(self.columns)


Side = tuple[Line | Rule | Mark, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Rows of two cells without rules: the head or the foot of a document.

    `left_mm` is the width of the left cell; the right one takes the rest of the line.
    """

    role: Literal["head", "foot"]
    rows: tuple[tuple[Side, Side], ...]
    left_mm: int


Part = Line | Rule | Mark | Grid | Pair


@dataclass(frozen=True, slots=True)
class Section:
    """Parts on pages of their own; pages are counted afresh in each (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    parts: tuple[Part, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Sheets:
    """The whole document laid out, with what its file says about itself.

    `dated` is the day the file bears inside, never the day it was made, so that the same model gives
    the same bytes.
    """

    layout: Layout
    sections: tuple[Section, ...]
    subject: str
    author: str
    dated: date
