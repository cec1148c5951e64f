"""How the lines of a text are broken: how wide they are, and whether blank lines part its paragraphs."""

from dataclasses import dataclass
from itertools import pairwise

from vanban.read.lines import Line

LONG_LINE = 160
_LONG_SHARE = 0.12
_BLANK_SHARE = 0.07
_SEAMS = 8
_EARLY_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text's lines are broken: the wrap width (0: a paragraph a line) and whether blank lines part paragraphs."""

    width: int
    blank_parts: bool


def measure_layout(lines: list[Line]) -> Layout:
    """This will tell how a text's lines are broken, from the lengths of its lines and its blank lines."""
    lines = [line for line in lines if not line.table] or lines
    lengths = sorted(line.width for line in lines if line.width > 0)
    ordinary = [length for length in lengths if length <= LONG_LINE]
    if not ordinary or len(lengths) - len(ordinary) > len(lengths) * _LONG_SHARE:
        return Layout(0, True)
    blanks = sum(1 for line in lines if line.after_blank)
    width = ordinary[int(len(ordinary) * 0.95)]
    return Layout(width, blanks > len(lines) * _BLANK_SHARE and not _breaks_on_purpose(lines, width))


def _breaks_on_purpose(lines: list[Line], width: int) -> bool:
    """This will tell a text whose lines nearly all end before they are full: each is a paragraph of its own."""
    seams = [pair for pair in pairwise(lines) if not pair[1].after_blank]
    early = sum(1 for line, after in seams if has_room(line, after, width))
    return len(seams) >= _SEAMS and early > len(seams) * _EARLY_SHARE


def has_room(line: Line, after: Line, width: int) -> bool:
    """This will tell whether the next line's first word had room on the line."""
    return line.width + 1 + len(after.text.split(" ", 1)[0]) <= width
