"""Roles told in a bracket at the end of an item: "… (Sở Y tế chủ trì; Công an tỉnh phối hợp; tháng 6/2026)"."""

import re

from vanban.read.agencies import agencies_at, head_pattern
from vanban.read.deadlines import Deadline, read_deadline, read_time_line
from vanban.read.lead_words import says_lead
from vanban.read.name_words import opens_with_verb
from vanban.read.page import Page
from vanban.read.role_lines import BESIDE, Role, told_behind
from vanban.read.units import Unit

_LAST_BRACKET = re.compile(
    r"\((?P<said>[^()]{8,240}(?:\((?:chủ trì|phối hợp)\)[^()]{0,160}){0,3})\)"
    r"(?P<tail>,?\s(?:hoàn thành|xong|trước|trong|thời hạn)(?:\s[^\s()]{1,12}){1,8})?\s*[.;]?\s*$"
)
_ALONE = re.compile(r"\([^()\n]{8,300}\)\s*[.;]?\s*")
_LEADS_PARTS = re.compile(r"(?<!\w)chủ trì\s")
_TIME_ALONE = re.compile(r"[;,]\s*(?:ngày|tháng|quý|năm)\s[\dIV]", re.IGNORECASE)
_BRACKET_REACH = 320
_CLOSE_REACH = 80
_NAME_REACH = 120
_DASH = re.compile(r"(?<=[\w.;,)])\s[-–]\s(?=[A-ZĐ])")
_DONE = re.compile(r",?\s*(?:thực hiện|tổ chức thực hiện|triển khai thực hiện|triển khai|tổ chức)(?!\w)")
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
    """This will read "… (Sở Y tế chủ trì; Công an tỉnh phối hợp; xong trong tháng 6/2026)" at the end of an item.

    Behind the bracket a time may follow; "… - Công an tỉnh chủ trì, Sở Y tế phối hợp" says the same without one.
    """
    if page.text.rfind(")", max(unit.start, unit.end - _CLOSE_REACH), unit.end) < 0:
        return _dashed_role(page, unit)
    bracket = _LAST_BRACKET.search(page.text, max(unit.start, unit.end - _BRACKET_REACH), unit.end)
    if bracket is None:
        return _dashed_role(page, unit)
    role = Role((), cue=bracket["said"][:_LONGEST_CUE])
    begin, stop = bracket.span("said")
    told = told_behind(page, role, begin, stop)
    if told is None:
        told = _told_together(page, role, begin, stop) or _named_alone(page, role, unit, (begin, stop))
    if told is None:
        return None
    _settle_time(page, role, f"{page.text[told:stop]}{bracket['tail'] or ''}")
    return role, bracket.start()


def _settle_time(page: Page, role: Role, rest: str) -> None:
    role.deadline = read_deadline(rest, page.counted_from)
    if role.deadline == Deadline() and _TIME_ALONE.match(rest):
        role.deadline = read_time_line(rest, page.counted_from)


def _told_together(page: Page, role: Role, start: int, end: int) -> int | None:
    """This will read "Sở Y tế phối hợp với Công an tỉnh thực hiện trong quý II/2026"."""
    listed = agencies_at(page.text, start, end)
    beside = BESIDE.match(page.text, listed.end, end) if listed else None
    others = agencies_at(page.text, beside.end(), end) if beside else None
    stop = others.end if others else listed.end if listed else start
    done = _DONE.match(page.text, stop, end)
    if listed is None or (others is None and done is None) or (beside and others is None):
        return None
    role.leads, role.supports = listed.names, others.names if others else ()
    return done.end() if done else stop


def _named_alone(page: Page, role: Role, unit: Unit, said: tuple[int, int]) -> int | None:
    """This will read a bracket that only names bodies behind a task: "Rà soát người nghiện (Công an tỉnh)".

    Behind the name of a body, the bracket says which part of it is meant.
    """
    begin, end = said
    listed = agencies_at(page.text, begin, end)
    if listed is None or page.text[listed.end : end].strip(" .;,") or not opens_with_verb(page.text, unit.start, begin):
        return None
    for head in head_pattern().finditer(page.text, max(unit.start, begin - _NAME_REACH), begin - 1):
        named = agencies_at(page.text, head.start(), end + 1)
        if named is not None and named.end >= begin - 2:
            return None
    role.leads, role.bare = listed.names, True
    return end


def _dashed_role(page: Page, unit: Unit) -> tuple[Role, int] | None:
    floor = max(unit.start, unit.end - _BRACKET_REACH)
    if page.text.find("phối hợp", floor, unit.end) < 0 and not says_lead(page.text, floor, unit.end):
        return None
    for dash in _DASH.finditer(page.text, floor, unit.end):
        role = Role((), cue=page.text[dash.end() : dash.end() + _LONGEST_CUE])
        begin = told_behind(page, role, dash.end(), unit.end)
        if begin is None or not opens_with_verb(page.text, unit.start, dash.start()):
            continue
        rest = page.text[begin : unit.end]
        _settle_time(page, role, rest)
        if role.deadline != Deadline() or not rest.strip(" .;,/"):
            return role, dash.start()
    return None
