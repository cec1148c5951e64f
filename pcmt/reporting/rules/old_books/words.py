"""The words by which rows and columns of an old book are recognised; they stand in `data/old_books.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vanban.text import fold, normalise

FILE = Path(__file__).resolve().parents[2] / "data" / "old_books.toml"
NUMBERED = re.compile(r"^(?:[ivx]{1,5}|[a-z]|\d{1,3}(?:\.\d{1,3}){0,4})\s?[.)/\-:]\s?|^[-+*•]\s?")
"""The number of a line before its words: "1.", "a)", "II.", "1.2.", "-"."""
EDGE = " .,:;*()[]\"'“”"


@dataclass(frozen=True)
class Words:
    """The vocabulary, folded; `prefixes` are (words before a unit's name, type of the unit or "")."""

    totals: frozenset[str]
    notes: tuple[str, ...]
    numbering: frozenset[str]
    units: frozenset[str]
    codes: frozenset[str]
    periods: frozenset[str]
    elements: frozenset[str]
    values: frozenset[str]
    sheets: frozenset[str]
    left_out: frozenset[str]
    left_out_within: tuple[str, ...]
    whole_year: frozenset[str]
    prefixes: tuple[tuple[str, str], ...]

    def is_period(self, head: str) -> bool:
        """This will tell whether a column's head says that it holds periods; marks count: “Nam” is no “Năm”."""
        return _marked(head) in self.periods

    def is_total(self, text: str) -> bool:
        """This will tell whether the label of a row says that it adds others up."""
        return plain(text) in self.totals

    def is_whole_year(self, head: str) -> bool:
        """This will tell whether a column's innermost head says that it adds the year's columns up."""
        return plain(head) in self.whole_year

    def names_something(self, sheet: str) -> bool:
        """This will tell whether a sheet's name says more than that it is one ("Sheet1", "Biểu 2")."""
        said = plain(sheet).rstrip("0123456789. ()")
        return bool(said) and said not in self.sheets | self.values

    def is_note(self, text: str) -> bool:
        """This will tell whether a row's first words begin a note below the figures."""
        return fold(text).startswith(self.notes)

    def is_left_out(self, head: str) -> bool:
        """This will tell whether a column's head says that it holds no figure of the period."""
        found = fold(head)
        return plain(head) in self.left_out | self.numbering or any(cue in found for cue in self.left_out_within)


@lru_cache(maxsize=1)
def words() -> Words:
    """This will give the vocabulary, read once."""
    read = tomllib.loads(FILE.read_text("utf-8"))
    sets = ("totals", "numbering", "units", "codes", "elements", "values", "sheets", "left_out", "whole_year")
    return Words(
        **{name: frozenset(plain(word) for word in read[name]) for name in sets},
        periods=frozenset(_marked(word) for word in read["periods"]),
        notes=tuple(fold(word) for word in read["notes"]),
        left_out_within=tuple(fold(word) for word in read["left_out_within"]),
        prefixes=tuple((fold(word), kind) for word, kind in read["prefixes"].items()),
    )


def _marked(text: str) -> str:
    return " ".join(normalise(text[:400]).casefold().split()).strip(EDGE)


def plain(text: str) -> str:
    """This will fold a label and take away what stands around its words: "1. Số vụ (vụ):" gives "so vu (vu"."""
    return NUMBERED.sub("", fold(text[:400]).strip()).strip(EDGE)
