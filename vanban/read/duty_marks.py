"""Numbered parts within an item: "Sở Y tế: (1) …; (2) …" and "… tập trung: (i) …; (ii) …" are a duty each."""

import re
from dataclasses import replace

from vanban.read.agencies import supports_in
from vanban.read.deadlines import read_deadline
from vanban.read.duty_heads import lead_in
from vanban.read.duty_rows import Row
from vanban.read.name_words import opens_with_verb
from vanban.read.page import Page

_MARK = re.compile(r"\((?P<digits>\d{1,2})\)\s*(?=\S)|\((?P<roman>[ivx]{1,4})\)\s*(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_AFTER = re.compile(r"[;.:,]\s*$")
_OPENS_DUTIES = re.compile(
    r"(?<!\w)(?:sau(?: đây)?|tập trung|nhiệm vụ|nội dung|giải pháp|công việc|yêu cầu|trọng tâm)\s*:\s*$"
)
_SHORT_HEAD = 24
_LEAST_PARTS = 2


def by_marks(page: Page, row: Row) -> list[Row]:
    """This will part an item at its numbers where they count duties; features and reasons counted stay one item."""
    marks = _marks_in_order(page.text, row.start, row.end)
    if len(marks) < _LEAST_PARTS:
        return [row]
    head_end = marks[0].start()
    head = page.text[row.start : head_end]
    partners = lead_in(page, row.start, head_end)
    if head.strip() and not (_leads_in(head) or partners):
        return [row]
    verbs = sum(1 for mark in marks if opens_with_verb(page.text, mark.end(), row.end))
    if verbs < _LEAST_PARTS:
        return [row]
    parts: list[Row] = []
    for mark, stop in zip(marks, [*(one.start() for one in marks[1:]), row.end], strict=True):
        supports = supports_in(page.text, mark.end(), stop) or partners
        supports = tuple(name for name in supports if name not in row.leads)
        deadline = read_deadline(page.text[mark.end() : stop], page.counted_from)
        opens = mark.start() if parts else row.opens
        parts.append(replace(row, start=mark.end(), end=stop, opens=opens, supports=supports, deadline=deadline))
    return parts


def _leads_in(head: str) -> bool:
    """This will tell words that only lead in to the numbers: short, or closed with "tập trung:", "nhiệm vụ sau:"."""
    return head.rstrip().endswith(":") and (len(head) < _SHORT_HEAD or _OPENS_DUTIES.search(head) is not None)


def _marks_in_order(text: str, start: int, end: int) -> list[re.Match[str]]:
    """This will give the marks of the first series, (1), (2) … or (i), (ii) …; marks within its parts are left out."""
    found: list[re.Match[str]] = []
    family: str | None = None
    for mark in _MARK.finditer(text, start, end):
        if mark.lastgroup is None or family not in {None, mark.lastgroup}:
            continue
        number = int(mark["digits"]) if mark["digits"] else _number(mark["roman"])
        opens = mark.start() == start or _AFTER.search(text, max(start, mark.start() - 4), mark.start())
        if opens and number == len(found) + 1:
            family = mark.lastgroup
            found.append(mark)
    return found


def _number(roman: str) -> int:
    return _ROMAN.index(roman) + 1 if roman in _ROMAN else 0
