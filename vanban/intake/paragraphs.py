"""From lines with places to paragraphs: by indent, by the room left at a line's end, by the space between lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from vanban.intake.rows import Line

_MARK = re.compile(
    r"(?:[-+•*–—●○▪►✓o]\s|\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)/]?\s(?!\d)|\(?[a-zđ]\)\s|[IVXLA-HĐ]{1,5}[.)]\s"
    r"|(?:Điều|Chương|Mục|Phần|PHẦN|CHƯƠNG|Phụ lục|PHỤ LỤC|Căn cứ|Xét|Theo đề nghị)\s)"
)
# "(Ban hành kèm theo Quyết định …)" under a title: a line of its own, however full the title's is
_ISSUED_WITH = re.compile(r"\((?:Ban hành kèm|Kèm) theo\s")
_TERMINAL = (".", ";", ":", "!", "?", "/", ".”", ";”")
_CLOSED = (".", ";", ":")  # no line of a title ends so
_LOOSE = 1.28  # of the usual step between lines: more is space between paragraphs
_LOOSE_CENTRED = 1.6
_INDENT = 0.9  # of a letter's size
_SPACE = 0.3
_OTHER_SIZE = 1.17
_GLUED_END = re.compile(r"[^\W_][-/]$")
_GLUED_START = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Margins:
    """Between what a column's lines run, and the usual step from one base line to the next (points)."""

    left: float
    right: float
    step: float


def measure(lines: Sequence[Line]) -> Margins:
    """This will measure a column by its lines: the outermost that are no exception, the usual step."""
    if not lines:
        return Margins(0.0, 0.0, 0.0)
    lefts = sorted(line.left for line in lines)
    rights = sorted(line.right for line in lines)
    size = median(line.size for line in lines)
    steps = [after.base - before.base for before, after in pairwise(lines)]
    near = [step for step in steps if 0.7 * size < step < 2.6 * size]
    few = len(lines) // 25
    # Most steps lie within paragraphs: the lower ones are they where each paragraph has a line or two.
    step = sorted(near)[len(near) // 4] if near else size * 1.3
    return Margins(lefts[few], rights[len(lines) - 1 - few], step)


def goes_on(before: Line, line: Line, margins: Margins, *, over_page: bool = False) -> bool:
    """This will tell whether a line continues the paragraph of the line before; `over_page`: a page lies between."""
    size = max(before.size, line.size)
    centred = [_is_centred(one, margins) for one in (before, line)]
    if not over_page:
        usual = margins.step * (_LOOSE_CENTRED if all(centred) else _LOOSE)
        if line.base - before.base > usual + 0.05 * size or line.base < before.base:
            return False
    if _ISSUED_WITH.match(line.text) or _is_dashes(before) or _is_dashes(line) or _changes_weight(before, line):
        return False
    if max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size) and before.bold != line.bold:
        return False
    if _is_torn(before, line, size):
        return True
    if any(centred):
        is_open = not before.text.endswith(_CLOSED)
        return is_open and _is_one_title(before, line) and _reaches(before, line, margins, size)
    if _MARK.match(line.text) and line.left > margins.left + _INDENT * size * 0.6:
        return False
    if _had_room(before, line, margins, size):
        return False
    if line.left - margins.left > _INDENT * size and line.left > before.left + _INDENT * size * 0.5:
        return False
    is_block = abs(line.left - before.left) < _INDENT * size * 0.5 and line.left - margins.left > _INDENT * size
    if is_block or (over_page and line.left - margins.left > _INDENT * size):
        return not before.text.endswith(_TERMINAL)
    return not (before.text.endswith(_TERMINAL) and _MARK.match(line.text))


def _is_dashes(line: Line) -> bool:
    """This will tell the five dashes under the title of a Party document."""
    return set(line.text) <= set("-–—_ ")


def _changes_weight(before: Line, line: Line) -> bool:
    """This will tell a line all in bold from one without: a title and the paragraph under it, whatever their width."""
    above, below = ({word.bold for word in one.words} for one in (before, line))
    return len(above) == len(below) == 1 and above != below and line.text[:1].isupper()


def _reaches(before: Line, line: Line, margins: Margins, size: float) -> bool:
    """This will tell a title's first line that fills the page from a paragraph above a title."""
    if all(_is_centred(one, margins, least=0.7) for one in (before, line)):
        return True
    return not before.text.endswith(_TERMINAL) and not _had_room(before, line, margins, size)


def _is_torn(before: Line, line: Line, size: float) -> bool:
    """This will tell the rest of a sentence in a narrow list or a title: no paragraph begins with a small letter."""
    if (
        not line.text[:1].islower()
        or _MARK.match(line.text)
        or before.text.endswith(_TERMINAL)
        or before.text.isupper()
    ):
        return False
    apart = (before.left + before.right) / 2 - (line.left + line.right) / 2
    return line.left < before.left + 2 * size or abs(apart) < size


def _had_room(before: Line, line: Line, margins: Margins, size: float) -> bool:
    """This will tell that the next word would have fitted on the line before, and stands on a new one on purpose."""
    first = line.words[0]
    return margins.right - before.right > first.right - first.left + (_SPACE + 0.5) * size


def _is_centred(line: Line, margins: Margins, *, least: float = 2.2) -> bool:
    """This will tell a line with like room on both sides, at least so many letters' sizes."""
    left, right = line.left - margins.left, margins.right - line.right
    return min(left, right) > least * line.size and abs(left - right) < 1.6 * line.size


def _is_one_title(before: Line, line: Line) -> bool:
    """This will tell two lines of one title from a title and what follows: alike in capitals and weight."""
    above, below = before.text, line.text
    return above.isupper() == below.isupper() and before.bold == line.bold and not below.startswith("(")


def joined(lines: Iterable[Line]) -> str:
    """This will write a paragraph's lines as one; a hyphen at a line's end belongs to the word ("2021-2030")."""
    out = ""
    for line in lines:
        text = line.text
        if not out:
            out = text
        elif _GLUED_END.search(out[-2:]) and _GLUED_START.match(text):
            out += text
        else:
            out += " " + text
    return out


def parted(lines: Sequence[Line]) -> list[list[Line]]:
    """This will part a cell's lines into paragraphs; lines in capitals stay apart, as in heads and signatures."""
    bounds = measure(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _are_capitals(groups[-1][-1], line) and goes_on(groups[-1][-1], line, bounds):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _are_capitals(before: Line, line: Line) -> bool:
    return before.text.isupper() and line.text.isupper()
