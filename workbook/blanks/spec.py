"""What a blank is: pages of placed cells, some of them to be filled in, and what it is stamped with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from openpyxl.utils import get_column_letter

Kind = Literal["number", "yesno", "text", "choice", "date"]
Look = Literal[
    "", "title", "strong", "small", "head", "label", "value", "input", "total", "part", "odd", "wrong", "met"
]
"""How a cell looks; `odd`, `wrong` and `met` only colour, on a condition."""
YES, NO = "có", "không"


@dataclass(frozen=True)
class Input:
    """A cell to fill in. `key` is for the program, `label` for people.

    scale: decimals of a number. longest: letters of a text. original: what stood there when the blank was handed out,
    as it is typed ("1234,5"). revision: of what stood there, kept for the program. options: what a choice offers.
    """

    key: str
    label: str
    kind: Kind
    scale: int = 0
    longest: int = 0
    original: str = ""
    revision: int = 0
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A cell in its place (row and column from 1). `text` or `number` stands in it, or a formula ("=…").

    anchor: its text must come back where it stands, or the page was rebuilt. across: the last column that it spans.
    """

    row: int
    column: int
    text: str = ""
    number: Decimal | None = None
    formula: str = ""
    look: Look = ""
    scale: int = 0
    input: Input | None = None
    anchor: bool = False
    across: int = 0

    @property
    def address(self) -> str:
        """Where it stands: "E9"."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Tint:
    """A colour on a cell while a formula is true."""

    address: str
    formula: str
    look: Look


@dataclass(frozen=True)
class Page:
    """A sheet. widths: by column; heights: by row, in points. repeated: the row of heads, on every printed page."""

    name: str
    cells: tuple[Placed, ...]
    widths: Mapping[int, int]
    heights: Mapping[int, int] = field(default_factory=dict)
    hidden_columns: tuple[int, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    tints: tuple[Tint, ...] = ()
    repeated: int = 0
    freeze: str = ""
    landscape: bool = False
    footer: str = ""

    @property
    def inputs(self) -> tuple[Placed, ...]:
        """The cells to fill in."""
        return tuple(cell for cell in self.cells if cell.input is not None)


@dataclass(frozen=True)
class Blank:
    """A workbook to fill in. stamp: what it is for, by names of the program's own. lines: the hidden calculation."""

    pages: tuple[Page, ...]
    stamp: Mapping[str, str]
    lines: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Entry:
    """What stands in a cell to fill in, as it would be typed ("1234,5"), read back from `page` at `address`."""

    page: str
    address: str
    key: str
    label: str
    text: str
    original: str
    revision: int

    @property
    def is_changed(self) -> bool:
        """Whether somebody filled in, changed or emptied it since it was handed out."""
        return self.text != self.original


@dataclass(frozen=True)
class CellFault:
    """What is wrong in a cell, in words; of a page as a whole where `address` is ""."""

    page: str
    address: str
    label: str
    text: str
    key: str = ""


@dataclass(frozen=True)
class Filled:
    """A blank that came back: its stamp, what stands in its cells, and the cells that cannot be read."""

    stamp: Mapping[str, str]
    entries: tuple[Entry, ...]
    faults: tuple[CellFault, ...]

    @property
    def changed(self) -> tuple[Entry, ...]:
        """What somebody filled in, changed or emptied."""
        return tuple(entry for entry in self.entries if entry.is_changed)
