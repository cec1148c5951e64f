"""A document laid out: lines with a style each, tables, and the two-cell head and foot.

This is what the four writers share. It knows the words and their order, and nothing about a file format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from vanban.write.model import Align


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
class GridColumn:
    """A column of a laid-out table: title, share of the width, alignment."""

    title: str
    weight: int
    align: Align


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a laid-out table."""

    text: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; `total` is its last row, in bold."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    total: tuple[GridCell, ...] | None = None
    ref: str | None = None


Side = tuple[Line | Rule, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Rows of two cells without rules: the head or the foot of a document.

    `left_mm` is the width of the left cell; the right one takes the rest of the line.
    """

    role: Literal["head", "foot"]
    rows: tuple[tuple[Side, Side], ...]
    left_mm: int


Part = Line | Rule | Grid | Pair


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

    sections: tuple[Section, ...]
    subject: str
    author: str
    dated: date
