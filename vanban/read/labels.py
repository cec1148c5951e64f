"""Labels of provisions: Phần, Chương, Mục, Điều, A., I., 1., 1.1., (1), a) — as printed, and how they nest."""

import re
from dataclasses import dataclass

from vanban.text.letters import LOWER, UPPER

LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_WORDS = "Phần|Chương|Mục|Điều|Nhiệm vụ|Dự án|Tiểu dự án"
_WORD_LABEL = re.compile(
    rf"({_WORDS}|PHẦN|CHƯƠNG|MỤC|ĐIỀU|NHIỆM VỤ|DỰ ÁN|TIỂU DỰ ÁN)\s+(\d{{1,3}}[a-z]?|[IVXL]+|thứ \S+|THỨ \S+)"
    rf"(?:\s*(?:[.:–-]\s*|$)|(?<=[{LOWER}IVXL])\s+(?=[{UPPER}]{{2,12}},?\s[{UPPER}]{{2}}))"
)
_SHARE = r"\d{1,3}(?:,\d+)?(?:\s?[-–]\s?\d{1,3})?\s?%"
_PLAIN_LABEL = re.compile(
    r"(?P<paren>\((?P<paren_label>\d{1,2}|[a-zđ])\)\s*)"
    rf"|(?P<deep>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?:\.[a-zđ](?=[.)\s]))?)(?:\s?[.)/:]\s*|[-–]\s+(?=[{UPPER}]|{_SHARE})|\s+(?=[{UPPER}]))"
    rf"|(?P<number>\d{{1,2}})\s?(?P<number_mark>[.)](?:\s+(?=\S)|(?=[^\d\s]))|/\s+(?=\S)|[-–]\s+(?=[{UPPER}])|(?<=\d)[-–]\s+(?={_SHARE}))"
    r"|(?P<roman>[IVXL]{1,6}|[IVX][ivx]{1,4}(?=\.\s))(?:\s?[.)]\s*|\s?[/:–-]\s+)(?=\S)"
    r"|(?P<upper>[A-ZĐ])\s?[.)]\s+(?=\S)"
    r"|(?P<lower>[a-zđ])\s?(?P<lower_mark>[.)/])\s*(?=\S)"
)
_RANKS = {
    "phần": 0,
    "chương": 1,
    "mục": 2,
    "upper": 3,
    "roman": 4,
    "điều": 5,
    "nhiệm vụ": 5,
    "dự án": 5,
    "tiểu dự án": 6,
    "number": 7,
    "deep2": 8,
    "deep3": 9,
    "deep4": 10,
    "bracket": 11,
    "paren": 11,
    "lower": 11,
}
_MAX_ROMAN = 40
_SMALL = 60


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a paragraph. `kind` says what series it is of, `value` its place there, from 1.

    `length` counts the characters up to where the provision's own words begin.
    """

    shown: str
    kind: str
    value: int
    length: int

    @property
    def rank(self) -> int:
        """This will be smaller for what stands higher in the order of NĐ 30/2020 (Phần … điểm)."""
        return _RANKS[self.kind]


def roman_value(text: str) -> int:
    """This will give the value of a Roman number, 0 where the letters make none."""
    total = 0
    for here, after in zip(text, f"{text[1:]} ", strict=True):
        value = _ROMAN_VALUES.get(here, 0)
        total += -value if value < _ROMAN_VALUES.get(after, 0) else value
    return total if 0 < total <= _MAX_ROMAN else 0


def read_label(text: str) -> Label | None:
    """This will read the label that opens a paragraph; None where none does. Bullets are no labels."""
    if found := _WORD_LABEL.match(text):
        return _word_label(found)
    if found := _PLAIN_LABEL.match(text):
        return next(label(found) for group, label in _READERS.items() if found[group])
    return None


def _paren(found: re.Match[str]) -> Label | None:
    return Label(found["paren_label"], "paren", _ordinal(found["paren_label"]), found.end())


def _deep(found: re.Match[str]) -> Label | None:
    """This will read 1.1, 2.1.a; a decimal that opens a sentence ("1.5 lần") is none."""
    shown, text = found["deep"], found.string
    bare = text[found.end("deep") : found.end("deep") + 1].isspace()
    if bare and not text[found.end() : found.end() + 1].isupper():
        return None
    return Label(shown, f"deep{min(shown.count('.') + 1, 4)}", _ordinal(shown.rsplit(".", 1)[1]), found.end())


def _number(found: re.Match[str]) -> Label | None:
    kind = "bracket" if found["number_mark"].startswith(")") else "number"
    return Label(found["number"], kind, int(found["number"]), found.end())


def _roman(found: re.Match[str]) -> Label | None:
    value = roman_value(found["roman"].upper())
    return Label(found["roman"], "roman", value, found.end()) if value else None


def _upper(found: re.Match[str]) -> Label | None:
    return Label(found["upper"], "upper", _ordinal(found["upper"].lower()), found.end())


def _lower(found: re.Match[str]) -> Label | None:
    if found["lower_mark"] == "." and found.string[found.end() - 1] != " ":
        return None
    return Label(found["lower"], "lower", _ordinal(found["lower"]), found.end())


_READERS = {
    "paren": _paren,
    "deep": _deep,
    "number": _number,
    "roman": _roman,
    "upper": _upper,
    "lower": _lower,
}


def _word_label(found: re.Match[str]) -> Label:
    word, number = found.groups()
    figures = number.rstrip(LETTERS)
    value = int(figures) if figures.isdigit() else roman_value(number)
    return Label(f"{word} {number}", word.lower(), value, found.end())


def _ordinal(shown: str) -> int:
    return int(shown) if shown.isdigit() else LETTERS.index(shown) + 1


def as_letter(label: Label) -> Label:
    """This will take a Roman I, V or X for the letter that it also is."""
    return Label(label.shown, "upper", _ordinal(label.shown.lower()), label.length)
