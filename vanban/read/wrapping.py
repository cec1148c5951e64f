"""How the lines of a text are broken: how wide they are, and whether blank lines part its paragraphs."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from vanban.read.lines import Line
from vanban.text.letters import LOWER

LONG_LINE = 160
_LONG_SHARE = 0.12
_BLANK_SHARE = 0.07
_SEAMS = 8
_EARLY_SHARE = 0.8
_DOUBLED_SHARE = 0.9
_TORN_SHARE = 0.15
_UNEVEN_SHARE = 0.03
_LEAST_LINES = 20
_TORN_END = re.compile(r"[\w,]$")
_TORN_START = re.compile(rf"[{LOWER}]{{2}}|[{LOWER}] ")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text's lines are broken: the wrap width (0: a paragraph a line) and whether blank lines part paragraphs.

    `even` where every line within a paragraph is nearly full, so that a short one ends its paragraph.
    """

    width: int
    blank_parts: bool
    even: bool = False


def measure_layout(lines: list[Line]) -> Layout:
    """This will tell how a text's lines are broken, from the lengths of its lines and its blank lines."""
    lines = [line for line in lines if not line.table] or lines
    lengths = sorted(line.width for line in lines if line.width > 0)
    ordinary = [length for length in lengths if length <= LONG_LINE]
    if not ordinary or len(lengths) - len(ordinary) > len(lengths) * _LONG_SHARE:
        return Layout(0, True)
    blanks = sum(1 for line in lines if line.after_blank)
    width = ordinary[int(len(ordinary) * 0.95)]
    blank_parts = blanks > len(lines) * _BLANK_SHARE and not _breaks_on_purpose(lines, width)
    return Layout(width, blank_parts, blank_parts and _is_even(lines, width))


def without_double_spacing(lines: list[Line]) -> list[Line]:
    """This will close up a text that has an empty line behind each of its lines, though lines are torn in mid sentence.

    Some pages and programs put one there: only where several are empty does a paragraph end.
    """
    running = [line for line in lines if not line.table]
    blanks = sum(1 for line in running if line.after_blank)
    if len(running) < _LEAST_LINES or blanks < len(running) * _DOUBLED_SHARE:
        return lines
    torn = sum(1 for one, after in pairwise(running) if _TORN_END.search(one.text) and _TORN_START.match(after.text))
    if torn < len(running) * _TORN_SHARE:
        return lines
    return [replace(line, after_blank=line.after_gap) for line in lines]


def _is_even(lines: list[Line], width: int) -> bool:
    """This will tell lines that are nearly full wherever a sentence goes on over their end."""
    torn = [
        pair
        for pair in pairwise(lines)
        if not pair[1].after_blank and _TORN_END.search(pair[0].text) and _TORN_START.match(pair[1].text)
    ]
    early = sum(1 for line, _ in torn if line.width < width * _EARLY_SHARE)
    return len(torn) >= _SEAMS and early <= len(torn) * _UNEVEN_SHARE


def _breaks_on_purpose(lines: list[Line], width: int) -> bool:
    """This will tell a text whose lines nearly all end before they are full: each is a paragraph of its own."""
    seams = [pair for pair in pairwise(lines) if not pair[1].after_blank]
    early = sum(1 for line, after in seams if line.width > LONG_LINE or has_room(line, after, width))
    return len(seams) >= _SEAMS and early > len(seams) * _EARLY_SHARE


def has_room(line: Line, after: Line, width: int) -> bool:
    """This will tell whether the next line's first word had room on the line."""
    return line.width + 1 + len(after.text.split(" ", 1)[0]) <= width
