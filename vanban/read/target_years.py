"""The years of targets: what rules a passage from above, what has gone by, and a year said once for two."""

import re
from dataclasses import replace

from vanban.model import Target
from vanban.read.goals import Passage, chain
from vanban.read.page import Page
from vanban.read.sentences import Part
from vanban.read.times import reported_year, year_above, year_said

_PAIR = re.compile(r"\svà\s")
_NEAR = 20
_WINDOW = 600
_NEWS_OPENING = 600  # letters of a news report in which it says the span of the plan that it reports


def is_past(page: Page, by: str | None) -> bool:
    """This will tell a year that had gone by when the document was issued."""
    issued = page.metadata.issued_on
    return by is not None and issued is not None and int(by[:4]) < issued.year


def ruling_year(page: Page, passage: Passage) -> str | None:
    """This will give the year that the lead-in, the headings or the title set for a passage."""
    unit = passage.unit
    if said := passage.by or year_above(page, chain(page, unit), unit.block.start):
        return said
    return reported_year(page.text[:_NEWS_OPENING]) if page.metadata.kind == "TIN" else None


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
