"""The years of targets: what rules a passage from above, what has gone by, and a year said once for two."""

import re
from bisect import bisect_right
from dataclasses import replace

from vanban.model import Target
from vanban.read.deadlines import read_time_line
from vanban.read.goals import Passage, chain
from vanban.read.levels import Standing
from vanban.read.page import Page
from vanban.read.sentences import Part
from vanban.read.times import reported_year, year_above, year_said

_PAIR = re.compile(r"\svà\s")
_NEAR = 20
_LINES_BELOW = 4
_ROLE = re.compile(
    r"[-–+*•\s]{0,4}(?:(?:(?:Cơ quan|Đơn vị|Bộ phận) )?(?:[Cc]hủ trì|[Pp]hối hợp|[Tt]hực hiện|[Tt]ham mưu)|"
    r"Thời gian|Thời hạn|Tiến độ|Sản phẩm|Kết quả|Hoàn thành)(?: [^\W\d_]{2,6}){0,3}\s?:"
)
_TIME = re.compile(r"(?<!\w)(?:[Tt]hời gian|[Tt]hời hạn|[Tt]iến độ|[Hh]oàn thành)(?: [^\W\d_]{2,6}){0,3}\s?:\s?")
_DATED = re.compile(r"20\d\d")
_WINDOW = 600
_NEWS_OPENING = 600  # letters of a news report in which it says the span of the plan that it reports


def is_past(page: Page, by: str | None) -> bool:
    """This will tell a year that had gone by when the document was issued."""
    issued = page.metadata.issued_on
    return by is not None and issued is not None and int(by[:4]) < issued.year


def ruling_year(page: Page, passage: Passage) -> str | None:
    """This will give the year that the lead-in, the headings or the title set for a passage."""
    unit = passage.unit
    if said := passage.by or _told_below(page, passage) or year_above(page, chain(page, unit), unit.block.start):
        return said
    return reported_year(page.text[:_NEWS_OPENING]) if page.metadata.kind == "TIN" else None


def _told_below(page: Page, passage: Passage) -> str | None:
    """This will give the day or year that the lines under a task say: "Thời gian: xong trước 30/6/2026"."""
    if passage.standing is not Standing.DEMAND or passage.unit.kind == "paragraph":
        return None
    at = bisect_right(page.blocks, passage.unit.block.start, key=lambda block: block.start)
    for block in page.blocks[at : at + _LINES_BELOW]:
        shown = page.shown(block)
        line = _ROLE.match(shown)
        if line is None:
            return None
        if told := _TIME.search(shown):
            due = read_time_line(shown[told.end() :], page.metadata.issued_on).due
            return due if due and _DATED.match(due) else None
    return None


def share_years(text: str, part: Part, found: list[Target], since: int) -> None:
    """This will give a year said once at the end of a pair to both: "nhóm 4 … và nhóm 60 … vào năm 2028".

    Only the targets from index `since` on are looked at, all of one part of a sentence; they are replaced in place.
    """
    for index in range(len(found) - 2, since - 1, -1):
        first, second = found[index], found[index + 1]
        between = text[first.end : second.start]
        if second.start >= first.end and (len(between) > _NEAR or "," in between):
            continue
        amount = text.find(second.cue, first.start + len(first.cue), second.end)
        own = year_said(text[max(part.start, first.end - _WINDOW) : amount])
        said = year_said(text[amount : second.end])
        if amount > 0 and own is None and said and _PAIR.search(text, first.start, second.end):
            found[index] = replace(first, by=said)
