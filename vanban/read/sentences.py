"""Sentences and their parts: cut at full stops and semicolons, but never inside brackets; asides are told apart."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from vanban.text.letters import UPPER

_CUT = re.compile(
    rf"(?P<stop>(?<=[^\d\s.][.])\s+(?=[{UPPER}\d“\"])|(?<=\d[.])\s+(?=[{UPPER}]|\d{{1,3}}(?:,\d)?%)|(?<=[a-zà-ỹ])\.(?=[{UPPER}])|(?<=…)\s+(?=[{UPPER}]))"
    r"|(?P<part>;\s*|\n\s{0,3}[-–+•]\s(?=[^\s\d])|\s(?=\((?:[ivx]{1,4}|\d{1,2}|[a-zđ])\)\s))"
    r"|(?P<open>\()|(?P<close>\))"
)
_ABBREVIATION = re.compile(r"(?<!\w)(?:TP|Tp|TT|Th?S|TS|PGS|GS|BS|KS|P|Q|St|No)\.$")
_MARK = re.compile(r"\((?:[ivx]{1,4}|\d{1,2}|[a-zđ])\)")
_LONGEST_ASIDE = 500


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch between semicolons, with the brackets in it (from "(" to behind ")")."""

    start: int
    end: int
    asides: tuple[tuple[int, int], ...]

    def aside_at(self, offset: int) -> tuple[int, int] | None:
        """This will give the aside that holds the offset."""
        at = bisect_right(self.asides, offset, key=lambda aside: aside[0]) - 1
        return self.asides[at] if at >= 0 and offset < self.asides[at][1] else None

    def asides_from(self, offset: int) -> Iterator[tuple[int, int]]:
        """This will go through the asides that open behind the offset."""
        at = bisect_right(self.asides, offset, key=lambda aside: aside[0])
        while at < len(self.asides):
            yield self.asides[at]
            at += 1

    def outside(self, text: str, start: int, end: int) -> str:
        """This will give the words of a stretch that stand outside of all asides."""
        pieces: list[str] = []
        at = bisect_right(self.asides, start, key=lambda aside: aside[1])
        while at < len(self.asides) and self.asides[at][0] < end:
            pieces.append(text[start : max(start, self.asides[at][0])])
            start = self.asides[at][1]
            at += 1
        return "".join([*pieces, text[start : max(start, end)]])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its parts in order."""

    start: int
    end: int
    parts: tuple[Part, ...]


def sentences_in(text: str, start: int, end: int) -> list[Sentence]:
    """This will give the sentences of a stretch of the text, each with its parts; blank ones are left out."""
    asides = _asides(text, start, end)
    inside = iter(asides)
    aside = next(inside, None)
    stops, parts = [start], [start]
    for found in _CUT.finditer(text, start, end):
        while aside is not None and aside[1] <= found.start():
            aside = next(inside, None)
        if aside is not None and aside[0] <= found.start():
            continue
        if found["stop"] is not None and not _ABBREVIATION.search(text, max(found.start() - 6, start), found.start()):
            stops.append(found.end())
            parts.append(found.end())
        elif found["part"] is not None:
            parts.append(found.end())
    return _assemble(text, [*stops, end], [*parts, end], asides)


def _assemble(text: str, stops: list[int], cuts: list[int], asides: list[tuple[int, int]]) -> list[Sentence]:
    out: list[Sentence] = []
    at = held = 0
    for begin, stop in pairwise(stops):
        parts: list[Part] = []
        while at + 1 < len(cuts) and cuts[at + 1] <= stop:
            first, last = cuts[at], cuts[at + 1]
            at += 1
            mine: list[tuple[int, int]] = []
            while held < len(asides) and asides[held][0] < last:
                mine.append(asides[held])
                held += 1
            if text[first:last].strip():
                parts.append(Part(first, last, tuple(mine)))
        if parts:
            out.append(Sentence(begin, stop, tuple(parts)))
    return out


def _asides(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """This will give the outermost brackets; one that never closes, or runs on too long, is none; "(i)" is a mark."""
    out: list[tuple[int, int]] = []
    opened = -1
    depth = 0
    for found in re.finditer(r"[()]", text[start:end]):
        at = start + found.start()
        if depth and at - opened > _LONGEST_ASIDE:
            depth = 0
        if found.group() == "(":
            if depth == 0:
                opened = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and not _MARK.fullmatch(text, opened, at + 1):
                out.append((opened, at + 1))
    return out
