"""What stands on every page and is no part of the text: running heads and feet, page numbers."""

import re
from collections.abc import Sequence

from vanban.intake.rows import Row
from vanban.text import fold

_EDGE_ROWS = 3  # rows at each end of a page that may be a head or foot
_EDGE = 0.13  # of the page's height within which they stand
_NUMBER = re.compile(r"(?:[-–—.|]\s?)?(?:[Tt]rang\s|[Pp]age\s)?\d{1,4}(?:\s?/\s?\d{1,4})?(?:\s?[-–—.|])?")
_WORDS = re.compile(r"[^\W\d_]+")
_SAME = 0.8  # of two lines' words, where OCR reads some differently on each page
_FEW = 3  # pages on which a line must stand to be taken for a head: a decision and its plan have the same head on two
_OUTERMOST = 0.055  # of the height: a printer's line; the document's own head stands lower, so two pages are enough


def without_repeated(pages: Sequence[tuple[float, list[Row]]]) -> tuple[list[list[Row]], list[str]]:
    """This will take heads, feet and page numbers off pages (height, rows); gives the rows left, and what went."""
    edges = [[*_edge(height, rows, top=True), *_edge(height, rows, top=False)] for height, rows in pages]
    words = [{index: _key(rows[index]) for index in edge} for (_, rows), edge in zip(pages, edges, strict=True)]
    kept: list[list[Row]] = []
    gone: list[str] = []
    for place, (height, rows) in enumerate(pages):
        dropped = {
            index
            for index in edges[place]
            if _NUMBER.fullmatch(_text(rows[index]))
            or _pages_with(words, place, index) >= (2 if _is_outermost(height, rows[index]) else _FEW)
        }
        kept.append([row for index, row in enumerate(rows) if index not in dropped])
        gone += [_text(rows[index]) for index in sorted(dropped)]
    return kept, gone


def _edge(height: float, rows: list[Row], *, top: bool) -> list[int]:
    """This will give the rows near an end of the page, by their place in it."""
    if top:
        near = [index for index, row in enumerate(rows[:_EDGE_ROWS]) if row[0].base < height * _EDGE]
    else:
        first = max(len(rows) - _EDGE_ROWS, 0)
        near = [index for index in range(first, len(rows)) if rows[index][0].base > height * (1 - _EDGE)]
    return near


def _text(row: Row) -> str:
    return " ".join(line.text for line in row)


def _key(row: Row) -> frozenset[str]:
    return frozenset(_WORDS.findall(fold(_text(row))))


def _is_outermost(height: float, row: Row) -> bool:
    return row[0].base < height * _OUTERMOST or row[0].base > height * (1 - _OUTERMOST)


def _pages_with(words: Sequence[dict[int, frozenset[str]]], place: int, index: int) -> int:
    """This will count the pages near by whose edge has the same line, figures apart; this one included."""
    mine = words[place][index]
    near = range(max(0, place - 6), min(len(words), place + 7))  # a document's parts may have heads of their own
    return 1 + sum(any(_alike(mine, other) for other in words[at].values()) for at in near if at != place)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(other) and len(one & other) >= _SAME * max(len(one), len(other))
