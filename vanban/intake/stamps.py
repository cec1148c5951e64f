"""Visible digital signatures ("Ký bởi: …", "Thời gian ký: …"): taken off the page, and told to a person in a note."""

import re
from collections.abc import Sequence
from itertools import pairwise

from vanban.intake.words import Word
from vanban.vocabulary import load

_NEAR = 2.6  # letters' sizes between lines of one stamp
_LINE_GAP = 3.0  # letters' sizes: what stands farther away on the same height is another matter

_FEW_WORDS = 6
_SMALL_LETTERS = 10.5  # points: documents are set in 13 or 14


def _starts(kind: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in load("intake")["signature_stamp"][kind])
    return re.compile(rf"\s*(?:{words})\s*(?::|$)", re.IGNORECASE)


_CERTAIN = _starts("certain")
_LIKELY = _starts("likely")


def without_signature_stamps(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """This will part a page's words, in the order of the file, into those of the document and those of stamps."""
    lines = _lines(words)
    begins = [_begins(line) for line in lines]
    stamped: set[int] = set()
    for index, sure in enumerate(begins):
        if sure == 2:
            stamped |= _around(lines, begins, index)
    kept = [word for index, line in enumerate(lines) if index not in stamped for word in line]
    return kept, [word for index in sorted(stamped) for word in lines[index]]


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = [[word] for word in words[:1]]
    for before, word in pairwise(words):
        is_same = abs(before.base - word.base) < 0.4 * word.size
        if is_same and -0.5 * word.size < word.left - before.right < _LINE_GAP * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _begins(line: list[Word]) -> int:
    """This will give 2 for a line that only a stamp has, 1 for one that a stamp often has, 0 for others."""
    text = " ".join(word.text for word in line[:6])
    return 2 if _CERTAIN.match(text) else 1 if _LIKELY.match(text) else 0


def _around(lines: list[list[Word]], begins: list[int], index: int) -> set[int]:
    """This will give the lines of one stamp: those beside a certain one that begin as a stamp's lines do or hang on.

    A certain line alone is text ("Người ký: …" in a form), unless a neighbour speaks for a stamp.
    """
    found = {index}
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(lines) and _is_near(lines[at - step], lines[at]):
            if not begins[at] and not _hangs_on(lines[at - 1], lines[at]):
                break
            found.add(at)
            at += step
    return found if sum(begins[at] > 0 for at in found) > 1 else set()


def _is_near(one: list[Word], other: list[Word]) -> bool:
    size = max(one[0].size, other[0].size)
    return abs(one[0].base - other[0].base) < _NEAR * size and abs(one[0].left - other[0].left) < 12 * size


def _hangs_on(above: list[Word], line: list[Word]) -> bool:
    """This will tell the rest of a stamp's line that was broken: a few words in letters of the same small size."""
    if len(line) > _FEW_WORDS or line[0].size > _SMALL_LETTERS or abs(above[0].size - line[0].size) > 0.5:
        return False
    return 0 < line[0].base - above[0].base < 1.6 * line[0].size
