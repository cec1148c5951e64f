"""From words on a page to rows of lines: a row is what stands at one height, a line what hangs together in it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from vanban.intake.words import Word

_SAME_HEIGHT = 0.38  # of a letter's size
_SHIFTED = 0.75  # of a letter's size: columns side by side are seldom set on one grid
_SMALL = 0.78  # of its neighbours' size: the mark of a footnote
_WIDE_GAP = 1.25  # of a letter's size: wider than a space, even in a line that is stretched to the margin
_STRETCHED = 2.3  # times the line's usual space
_LABEL = re.compile(r"[-+•*–—]|\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-zđA-ZĐ]|[IVXL]{1,5})[.)/:]?|Điều|Số:?|□|☐")
_STAMPED_DIGITS = re.compile(r"(?<=Số)(\s?:?\s?)(\d(?: \d){1,5})(?= ?[/-])")
_SPACE_BEFORE_SLASH = re.compile(r"(?<=Số)(\s?:\s?\d{1,5}) (?=/[A-ZĐ])")


@dataclass(frozen=True, slots=True)
class Line:
    """Words that hang together on one base line, left to right."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def base(self) -> float:
        return median(word.base for word in self.words)

    @property
    def size(self) -> float:
        return median(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        return sum(word.bold for word in self.words) * 2 > len(self.words)

    @property
    def text(self) -> str:
        """The words with spaces; a number that was stamped digit by digit becomes one again."""
        shown = " ".join(word.text for word in self.words)
        if "Số" not in shown:
            return shown
        shown = _STAMPED_DIGITS.sub(lambda found: found[1] + found[2].replace(" ", ""), shown)
        return _SPACE_BEFORE_SLASH.sub(r"\1", shown)


Row = tuple[Line, ...]


def upright(words: Sequence[Word], width: float, height: float) -> tuple[list[Word], list[Word], float, float]:
    """This will turn a page whose text runs sideways, and take out what runs otherwise (watermarks, edge notes).

    Gives the upright words, the others, and the page's width and height as they are read.
    """
    turns = Counter(word.turn for word in words)
    turn = turns.most_common(1)[0][0] if turns else 0
    kept = [_turned(word, turn, width, height) for word in words if word.turn == turn]
    others = [word for word in words if word.turn != turn]
    return kept, others, *((height, width) if turn in {90, 270} else (width, height))


def _turned(word: Word, turn: int, width: float, height: float) -> Word:
    if turn == 0:
        return word
    if turn == 180:
        box = (width - word.right, height - word.bottom, width - word.left, height - word.top)
    elif turn == 90:
        box = (word.top, width - word.right, word.bottom, width - word.left)
    else:
        box = (height - word.bottom, word.left, height - word.top, word.right)
    left, top, right, bottom = box
    return replace(word, left=left, top=top, right=right, bottom=bottom, base=bottom, turn=0)


def cut_rows(words: Iterable[Word]) -> list[Row]:
    """This will give the rows of a page or of a cell from top to bottom, each cut at its wide gaps into lines."""
    heights: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if heights and abs(word.base - heights[-1][0].base) < _SAME_HEIGHT * min(word.size, heights[-1][0].size):
            heights[-1].append(word)
        else:
            heights.append([word])
    rows: list[Row] = []
    for height in _with_raised(heights):
        row = _cut(sorted(height, key=lambda word: word.left))
        if rows and _beside(rows[-1], row):
            rows[-1] = tuple(sorted((*rows[-1], *row), key=lambda line: line.left))
        else:
            rows.append(row)
    return rows


def _beside(above: Row, row: Row) -> bool:
    """This will tell lines of two columns whose base lines differ a little from lines one under the other."""
    size = min(line.size for line in (*above, *row))
    if abs(above[0].base - row[0].base) > _SHIFTED * size:
        return False
    lines = sorted((*above, *row), key=lambda line: line.left)
    return all(after.left - before.right > _WIDE_GAP * size for before, after in pairwise(lines))


def _with_raised(heights: list[list[Word]]) -> list[list[Word]]:
    """This will bring what is raised above its line, the mark of a footnote or m², back into the line."""
    out: list[list[Word]] = []
    for words in heights:
        if out and _is_raised(out[-1], words):
            out[-1] = words + out[-1]
        else:
            out.append(words)
    return out


def _is_raised(above: list[Word], words: list[Word]) -> bool:
    size, bottom = max(word.size for word in above), max(word.bottom for word in above)
    line = [word.size for word in words]
    if size > _SMALL * median(line) or sum(len(word.text) for word in above) > 12:
        return False
    return bottom > median(word.base for word in words) - 0.75 * median(line)


def _cut(words: list[Word]) -> Row:
    gaps = [after.left - before.right for before, after in pairwise(words)]
    size = median(word.size for word in words)
    usual = median(sorted(gaps)[:-1]) if len(gaps) > 1 else 0.0
    wide = max(_WIDE_GAP * size, _STRETCHED * usual)
    lines: list[list[Word]] = [[words[0]]]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap > wide and not _is_label(lines[-1], gap, size):
            lines.append([word])
        else:
            lines[-1].append(word)
    return tuple(Line(tuple(line)) for line in lines)


def _is_label(line: list[Word], gap: float, size: float) -> bool:
    """This will tell a label or bullet, behind which a tabulator stands and no column begins."""
    return len(line) == 1 and gap < 5 * size and _LABEL.fullmatch(line[0].text) is not None
