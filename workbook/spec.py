"""What a sheet asks for: its columns with their heads, kinds and choices, typed."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "date", "choice", "yes", "list"]
"""text: words; date: a day; choice: by code or label; yes: có or empty; list: words with ";" between."""

REQUIRED_MARK = "*"
FAULT_HEAD = "Lỗi"


@dataclass(frozen=True)
class Column:
    """One column: `key` for the program, `head` for the reader.

    choices: code and label, in the order of the drop-down. longest: signs of a text, of all together in a list.
    """

    key: str
    head: str
    kind: Kind = "text"
    required: bool = False
    longest: int = 200
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    width: int = 24


@dataclass(frozen=True)
class SheetSpec:
    """A sheet: its name, its columns, what to know before filling it in, and how many rows it takes at most."""

    name: str
    columns: tuple[Column, ...]
    instructions: tuple[str, ...] = ()
    most_rows: int = 5000

    def column(self, key: str) -> Column:
        """This will give the column of a key; raises KeyError for one that is none."""
        return {one.key: one for one in self.columns}[key]


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row: in the cell of a column, or in the row as a whole where `key` is ""."""

    row: int
    text: str
    key: str = ""


@dataclass(frozen=True)
class Row:
    """A row that was read: its number in the sheet, its values by key (None where a cell is empty)."""

    number: int
    values: dict[str, object] = field(default_factory=dict)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """This will put faults in the order of their rows."""
    return tuple(sorted(faults, key=lambda fault: (fault.row, fault.key)))


def folded(text: str) -> str:
    """This will reduce words to what is compared: no marks, letter case or runs of spaces."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    kept = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn")
    return " ".join(kept.casefold().replace(REQUIRED_MARK, " ").split())
