"""Roles told in a bracket at the end of an item: "… (Sở Y tế chủ trì; Công an tỉnh phối hợp; tháng 6/2026)"."""

import re

from vanban.read.agencies import agencies_at, split_names
from vanban.read.deadlines import read_deadline
from vanban.read.page import Page
from vanban.read.role_lines import Role
from vanban.read.units import Unit

_TOLD_BEHIND = re.compile(r"(?<=\s)(?:\((?:chủ trì|phối hợp)\)|chủ trì|phối hợp|tham mưu|thực hiện)(?=\s*[;,.)]|$)")
_LAST_BRACKET = re.compile(r"\((?P<said>[^()]{8,240}(?:\((?:chủ trì|phối hợp)\)[^()]{0,160}){0,3})\)\s*[.;]?\s*$")
_BRACKET_REACH = 320
_LONGEST_CUE = 60
_NO_NAMES = {"cơ quan", "đơn vị", "là cơ quan", "là đơn vị"}  # "Sở Tài chính (cơ quan chủ trì)"


def bracketed_role(page: Page, unit: Unit) -> tuple[Role, int] | None:
    """This will read "… (Sở Y tế chủ trì; Công an tỉnh phối hợp; xong trong tháng 6/2026)" at the end of an item."""
    bracket = _LAST_BRACKET.search(page.text, max(unit.start, unit.end - _BRACKET_REACH), unit.end)
    if bracket is None:
        return None
    role = Role((), cue=bracket["said"][:_LONGEST_CUE])
    begin = bracket.start("said")
    for said in _TOLD_BEHIND.finditer(page.text, begin, bracket.end("said")):
        opened = begin + len(page.text[begin : said.start()]) - len(page.text[begin : said.start()].lstrip(" ;,"))
        if agencies_at(page.text, opened, said.start()) is None:
            return None
        names = split_names(page.text[begin : said.start()].strip(" ;,"))
        if any(name.lower() in _NO_NAMES for name in names):
            return None
        if "phối hợp" in said.group():
            role.supports += names
        else:
            role.leads += names
        begin = said.end()
    if not role.leads:
        return None
    role.deadline = read_deadline(page.text[begin : bracket.end("said")], page.metadata.issued_on)
    return role, bracket.start()
