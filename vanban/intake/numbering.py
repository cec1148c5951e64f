"""Word's automatic numbers, which stand in no text: counted as Word counts them and written out."""

import re
from dataclasses import dataclass
from typing import Any

from vanban.intake.package import w, word_value

# Word counts its letters in Latin order in every language: after d) comes e), after z) comes aa).
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIGHEST = 3999
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level shows its numbers: the kind of numbers, the pattern ("%1.%2."), the first number."""

    style: str
    pattern: str
    start: int
    legal: bool = False


class Numbering:
    """Counts the list levels of one document as its paragraphs go by. Lists of one pattern count on, as in Word."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counter: dict[str, str] = {}  # a list's counter: the pattern that it shares with others, or its own
        self._counts: dict[tuple[str, int], int] = {}
        if root is not None:
            self._load(root)

    def mark(self, place: tuple[str, int] | None) -> str:
        """This will count a paragraph at a list and level and give the label shown before it, with a space."""
        if place is None or place not in self._levels:
            return ""
        number_id, level = place
        shown = self._levels[place]
        counter = self._counter[number_id]
        self._counts[counter, level] = self._counts.get((counter, level), shown.start - 1) + 1
        for below in range(level + 1, _LEVELS):
            self._counts.pop((counter, below), None)
        if shown.style == "bullet":
            return "- "
        if shown.style == "none" or not shown.pattern.strip():
            return ""
        label = re.sub(r"%(\d)", lambda hit: self._shown(number_id, int(hit[1]) - 1, shown.legal), shown.pattern)
        return label.strip() + " "

    def _shown(self, number_id: str, level: int, legal: bool) -> str:
        one = self._levels.get((number_id, level), _Level("decimal", "", 1))
        count = self._counts.get((self._counter[number_id], level), one.start)
        return _format(count, "decimal" if legal else one.style)

    def _load(self, root: Any) -> None:
        abstract = {node.get(w("abstractNumId")): node for node in root.findall(w("abstractNum"))}
        for number in root.findall(w("num")):
            number_id, pattern = number.get(w("numId")), word_value(number, "abstractNumId")
            if number_id is None or pattern not in abstract:
                continue
            for level in abstract[pattern].findall(w("lvl")):
                self._levels[number_id, _whole(level.get(w("ilvl")))] = _level(level)
            overrides = number.findall(w("lvlOverride"))
            self._counter[number_id] = f"own:{number_id}" if overrides else f"shared:{pattern}"
            for override in overrides:
                self._override(number_id, override)

    def _override(self, number_id: str, override: Any) -> None:
        place = (number_id, _whole(override.get(w("ilvl"))))
        if (level := override.find(w("lvl"))) is not None:
            self._levels[place] = _level(level)
        start = word_value(override, "startOverride")
        if start and place in self._levels:
            one = self._levels[place]
            self._levels[place] = _Level(one.style, one.pattern, _whole(start), one.legal)


def _level(node: Any) -> _Level:
    return _Level(
        word_value(node, "numFmt", "decimal"),
        word_value(node, "lvlText"),
        _whole(word_value(node, "start", "1")),
        node.find(w("isLgl")) is not None,
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0


def _format(count: int, style: str) -> str:
    if style in {"lowerLetter", "upperLetter"}:
        turns, at = divmod(max(count, 1) - 1, len(_LETTERS))
        shown = _LETTERS[at] * min(turns + 1, _LEVELS)
        return shown.upper() if style == "upperLetter" else shown
    if style in {"lowerRoman", "upperRoman"} and 0 < count <= _HIGHEST:
        shown = ""
        for value, letters in _ROMAN:
            while count >= value:
                shown, count = shown + letters, count - value
        return shown.upper() if style == "upperRoman" else shown
    return f"{count:02}" if style == "decimalZero" else str(count)
