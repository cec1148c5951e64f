"""Findings laid over a text: overlapping spans are cut into pieces, so that a page can mark them one after another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

MarkKind = Literal["target", "duty", "citation", "due"]


@dataclass(frozen=True)
class Mark:
    """A span (from `start` up to, not including, `end`) of one kind; `ref` is the suggestion's or citation's id."""

    kind: MarkKind
    start: int
    end: int
    ref: int = 0


@dataclass(frozen=True)
class Piece:
    """A run of text under the same marks, outermost first; no marks means plain text."""

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[int, ...] = ()
    """Refs of the suggestions whose mark begins with this piece, where a page sets its anchor."""


@dataclass(frozen=True)
class Paragraph:
    """One line of the stored text, cut into pieces."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def paragraphs(text: str, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """This will cut a text into its lines, and each line into pieces under the same marks; joined they give the line.

    Marks outside the text, or empty, are left out. Only marks of one line meet, so the work stays linear.
    """
    waiting = sorted((mark for mark in marks if 0 <= mark.start < mark.end), key=lambda mark: (mark.start, -mark.end))
    found, start, active, cursor = [], 0, list[Mark](), 0
    for line in text.split("\n"):
        end = start + len(line)
        active = [mark for mark in active if mark.end > start]
        while cursor < len(waiting) and waiting[cursor].start < end:
            active.append(waiting[cursor])
            cursor += 1
        found.append(Paragraph(start, end, _pieces(text, start, end, active)))
        start = end + 1
    return tuple(found)


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    if start == end:
        return ()
    cuts = sorted({start, end} | {cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end})
    pieces = []
    for left, right in pairwise(cuts):
        over = tuple(mark for mark in marks if mark.start <= left and mark.end >= right)
        opens = tuple(mark.ref for mark in over if mark.start == left and mark.kind in ("target", "duty"))
        pieces.append(Piece(text[left:right], over, opens))
    return tuple(pieces)
