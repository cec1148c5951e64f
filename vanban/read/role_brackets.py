"""Roles told in a bracket at the end of an item: "… (Sở Y tế chủ trì; Công an tỉnh phối hợp; tháng 6/2026)"."""

import re

from vanban.read.deadlines import Deadline, read_deadline, read_time_line
from vanban.read.page import Page
from vanban.read.role_lines import Role, told_behind
from vanban.read.units import Unit

_LAST_BRACKET = re.compile(r"\((?P<said>[^()]{8,240}(?:\((?:chủ trì|phối hợp)\)[^()]{0,160}){0,3})\)\s*[.;]?\s*$")
_ALONE = re.compile(r"\([^()\n]{8,300}\)\s*[.;]?\s*")
_LEADS_PARTS = re.compile(r"(?<!\w)chủ trì\s")
_TIME_ALONE = re.compile(r"[;,]\s*(?:ngày|tháng|quý|năm)\s[\dIV]", re.IGNORECASE)
_BRACKET_REACH = 320
_CLOSE_REACH = 4
_LONGEST_CUE = 60


def role_alone(page: Page, unit: Unit) -> Role | None:
    """This will read a paragraph that is nothing but such a bracket; no leads where it tells of parts of the work."""
    if page.text[unit.start] != "(" or _ALONE.fullmatch(page.text, unit.start, unit.end) is None:
        return None
    told = bracketed_role(page, unit)
    if told is not None:
        return told[0]
    return Role(()) if _LEADS_PARTS.search(page.text, unit.start, unit.end) else None


def bracketed_role(page: Page, unit: Unit) -> tuple[Role, int] | None:
    """This will read "… (Sở Y tế chủ trì; Công an tỉnh phối hợp; xong trong tháng 6/2026)" at the end of an item."""
    if page.text.find(")", max(unit.start, unit.end - _CLOSE_REACH), unit.end) < 0:
        return None
    bracket = _LAST_BRACKET.search(page.text, max(unit.start, unit.end - _BRACKET_REACH), unit.end)
    if bracket is None:
        return None
    role = Role((), cue=bracket["said"][:_LONGEST_CUE])
    begin = told_behind(page, role, bracket.start("said"), bracket.end("said"))
    if begin is None:
        return None
    rest = page.text[begin : bracket.end("said")]
    role.deadline = read_deadline(rest, page.metadata.issued_on)
    if role.deadline == Deadline() and _TIME_ALONE.match(rest):
        role.deadline = read_time_line(rest, page.metadata.issued_on)
    return role, bracket.start()
