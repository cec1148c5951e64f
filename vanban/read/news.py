"""News reports about documents: their headline and their own date."""

import re
from datetime import date
from functools import cache

from vanban.model import Metadata
from vanban.read.stamps import is_page_line
from vanban.text import parse_date
from vanban.vocabulary import head_words, kinds

_CLOCK = re.compile(r"\d{1,2}:\d{2}|Thứ\s+(?:[2-7]|Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật|GMT", re.IGNORECASE)
_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)"
_DATE_ALONE = re.compile(
    rf"(?:Ngày đăng|Ngày|Đăng ngày|Cập nhật|Thứ [^,]{{2,4}},)?\s?:?\s?{_DATE}\W{{0,3}}$", re.IGNORECASE
)
_DATED_TAIL = re.compile(
    rf"\s?(?:\(|\|?\s?(?:Ngày đăng|Cập nhật|Đăng ngày)\s?:?\s?)(?P<date>{_DATE})[^\w]{{0,3}}.{{0,12}}$"
)
_PAPER = re.compile(r"\([^()]{2,40}\)\s?[-–]?")  # the paper's mark alone: "(TTXVN) -"
# Where on the paper's site the page stands: "Trang chủ > An ninh trật tự".
_TRAIL = re.compile(r"[^>»›]{2,40}(?:\s[>»›]\s[^>»›]{2,60}){1,6}")
_STORED = re.compile(r"date\s(?P<date>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d))\s")
_HEADLINE = 250
_NEWS_HEAD = 4
_SECTION_WORDS = 5
_CLOSED = (".", ":", ";", ",")


@cache
def _number_alone() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for kind in kinds() for name in kind.names)
    return re.compile(rf"(?:{names})\ssố\s?:?\s?\d[\w/–-]{{2,40}}$", re.IGNORECASE)


def is_number_alone(line: str) -> bool:
    """This will tell a headline that is an act's number and nothing else: "Nghị quyết số 57-NQ/TW"."""
    return bool(_number_alone().match(line.strip()))


def read_report(shown: list[str]) -> Metadata:
    """This will read a news report (TIN): its headline, and the date that is its own and not the document's."""
    lines = [one.strip() for one in shown if not _TRAIL.fullmatch(one.strip()) and not _is_dress(one.strip())]
    near = lines[:_NEWS_HEAD]
    stored = _STORED.match(near[0]) if near else None
    if stored:
        near[0] = near[0][stored.end() :]
    headline = _headline([one for one in near if not is_page_line(one)])
    tail = _DATED_TAIL.search(headline) if headline else None
    stamps = [one for one in near if len(one) < _HEADLINE and (_CLOCK.search(one) or _DATE_ALONE.match(one))]
    if tail:
        stamps.insert(0, tail["date"])
    title = _without_tail(headline[: tail.start()] if tail else headline) if headline else None
    day = date.fromisoformat(stored["date"]) if stored else None
    return Metadata("TIN", issued_on=day or _first_date(stamps), title=title)


def _is_dress(line: str) -> bool:
    """This will tell a page's own line: its logo, its tools, the name of the section in capitals."""
    return line.startswith(tuple(head_words()["page_dress"])) or line in head_words()["sections"]


def _headline(near: list[str]) -> str | None:
    """This will choose the headline: the first line, unless that only names the section of the paper."""
    if not near or not _may_head(near[0]):
        return None
    sectional = len(near[0].split()) <= _SECTION_WORDS
    if sectional and len(near) > 1 and _may_head(near[1]) and len(near[1].split()) > _SECTION_WORDS:
        return near[1]
    return near[0]


def _may_head(line: str) -> bool:
    return 0 < len(line) < _HEADLINE and not line.endswith(_CLOSED) and not _PAPER.fullmatch(line)


def _without_tail(headline: str) -> str:
    for tail in head_words()["headline_tails"]:
        headline = headline.removesuffix(f" {tail}")
    return headline.strip()


def _first_date(stamps: list[str]) -> date | None:
    return next(filter(None, map(parse_date, stamps)), None)
