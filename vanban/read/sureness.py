"""How surely the words of a finding were read off a picture, and what that leaves of the finding's confidence.

A finding is no surer than its words: letter by letter, what recognition was not clear about (`clear` in data/ocr.toml)
counts as far as it was sure of it. Where a figure decides, in targets and in duties with a limit of time, it is no
surer than its least sure figure; and nothing on a page that was not clearly read as a whole is surer than the page.
The confidence that the rule gave is taken times this sureness.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

from vanban.model import Assignment, Reading, Target, Unsure
from vanban.vocabulary import load

SURE = 100
Found = TypeVar("Found", Target, Assignment)


@cache
def clear() -> int:
    """This will give how sure recognition must be of a word or page, of 100, for it to count as read."""
    return int(load("ocr")["clear"])


def with_sureness(reading: Reading) -> Reading:
    """This will make targets and duties as little sure as their words were read (`Reading.unsure`, in its order)."""
    poor = [sheet for sheet in reading.sheets if sheet.by_ocr and sheet.sureness < clear()]
    if not (reading.unsure or poor):
        return reading
    starts = [word.start for word in reading.unsure]

    def lowered(one: Found, end: int, *, by_figures: bool) -> Found:
        held = reading.unsure[bisect_left(starts, one.start) : bisect_left(starts, end)]
        pages = (sheet.sureness for sheet in poor if sheet.start < end and one.start < sheet.end)
        percent = min(sureness(reading.text, one.start, end, held, by_figures=by_figures), *pages, SURE)
        return replace(one, confidence=round(one.confidence * percent / SURE, 3), sureness=percent)

    return replace(
        reading,
        targets=tuple(lowered(one, one.end, by_figures=True) for one in reading.targets),
        assignments=tuple(
            lowered(one, max(one.end, one.until), by_figures=bool(one.due or one.within)) for one in reading.assignments
        ),
    )


def sureness(text: str, start: int, end: int, unsure: Sequence[Unsure], *, by_figures: bool) -> int:
    """This will tell of 100 how surely a stretch of a text was read; `unsure` are the doubtful words that it holds."""
    letters = _letters(text[start:end])
    doubt = sum(_letters(text[word.start : word.end]) * (SURE - word.percent) for word in unsure)
    figures = [word.percent for word in unsure if by_figures and any(map(str.isdigit, text[word.start : word.end]))]
    return max(0, min(SURE - doubt // max(letters, 1), *figures, SURE))


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))
