"""Where a duty's words end: all sentences of its point belong to it, up to the next duty and over what explains it."""

import re
from itertools import pairwise

from vanban.read.duty_rows import Row
from vanban.read.page import Page

_LEFT_OUT = " \n.;:,/"
# "… trước ngày 25/11; (2)" of a series, before the next one's words.
_NEXT_MARK = re.compile(r"\(\d{1,2}\)\s?$")
_MARK_REACH = 6


def settle_ends(page: Page, rows: list[Row], explained: dict[int, int]) -> None:
    """This will write into each row where its whole duty ends.

    `explained`: how far paragraphs go on about a point, by the start of the point's own paragraph.
    """
    of_block: dict[int, list[Row]] = {}
    for row in rows:
        of_block.setdefault(row.unit.block.start, []).append(row)
    for start, those in of_block.items():
        those.sort(key=lambda row: row.start)
        for row, following in pairwise(those):
            end = max(following.opens, row.start)
            mark = _NEXT_MARK.search(page.text, max(row.start, end - _MARK_REACH), end)
            row.until = trimmed(page.text, row.start, mark.start() if mark else end)
        last = those[-1]
        last.until = trimmed(page.text, last.start, max(last.unit.end, explained.get(start, 0)))


def trimmed(text: str, start: int, end: int) -> int:
    """This will leave out the stops and spaces at the end; nothing before `start` is looked at."""
    while end > start and text[end - 1] in _LEFT_OUT:
        end -= 1
    return end
