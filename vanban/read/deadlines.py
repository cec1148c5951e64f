"""When a duty is due and how often it returns."""

import re
from dataclasses import dataclass
from datetime import date

from vanban.text import find_dates

_EVERY = (
    (
        "year",
        re.compile(
            r"(?:hằng|hàng|mỗi|từng) năm|/\s?(?:01 )?năm(?!\w)|trong năm(?! \d)|"
            r"theo kế hoạch .{0,40}hàng năm",
            re.IGNORECASE,
        ),
    ),
    ("quarter", re.compile(r"(?:hằng|hàng|mỗi|từng) quý|/\s?quý|cuối quý", re.IGNORECASE)),
    ("month", re.compile(r"(?:hằng|hàng|mỗi|từng) tháng|/\s?tháng(?!\s?\d)", re.IGNORECASE)),
    (
        "half-year",
        re.compile(r"(?:định kỳ|mỗi) 0?6 tháng|6 tháng một lần|6 tháng, năm|6 tháng/lần", re.IGNORECASE),
    ),
    ("semester", re.compile(r"(?:mỗi|từng|hằng|hàng) học kỳ", re.IGNORECASE)),
)
_CUE = re.compile(
    r"(?:trước(?: ngày)?|chậm nhất(?: là)?(?: (?:vào|trong|đến))?(?: ngày)?|"
    r"muộn nhất(?: là)?|hoàn thành(?: (?:trong|vào|trước|xong))?(?: ngày)?|"
    r"xong(?: trong| trước)?|đến hết(?: ngày)?|hết(?: ngày)?|trong|đến(?: ngày)|"
    r"hạn(?: cuối| đến)?:?)\s*(?:ngày\s*|tháng\s*|quý\s*)?$",
    re.IGNORECASE,
)
_WITHIN_YEAR = re.compile(r"(?<!\w)(?:trong|hoàn thành trong|xong trong)\s+$", re.IGNORECASE)
_SKIPPED = re.compile(r"(?:hiệu lực|cư trú|thường trú|hộ khẩu)[^.;]{0,40}$")
_OPEN_END = re.compile(r"trở đi|tiếp theo|và những năm")
_BARE_MONTHS = re.compile(r"tháng\s+(?:\d{1,2}\s*,\s*)+(?P<month>\d{1,2})\s*/\s*(?P<year>20\d\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due` as 2026-06-30, 2026-06, 2025-Q4, 2030 or 12-15 (every year); `every` names the period that returns."""

    due: str | None = None
    every: str | None = None


def recurrence(text: str) -> str | None:
    """This will tell how often: year, quarter, month, half-year, semester; the first one said wins."""
    hits = [(found.start(), name) for name, cue in _EVERY if (found := cue.search(text))]
    return min(hits)[1] if hits else None


def read_deadline(text: str, issued_on: date | None) -> Deadline:
    """This will read a duty's deadline: a date after "trước", "hoàn thành trong" and the like."""
    every = recurrence(text)
    for found in find_dates(text):
        before = text[max(found.start - 40, 0) : found.start]
        if found.grain == "year" and not _WITHIN_YEAR.search(before):
            continue
        inside = text[found.start : found.end].lower()
        if not _CUE.search(before) and not inside.startswith("trước"):
            continue
        if _SKIPPED.search(before):
            continue
        return Deadline(_settle(found.value, found.grain, every, issued_on), every)
    return Deadline(None, every)


def read_time_line(value: str, issued_on: date | None) -> Deadline:
    """This will read what stands after "Thời gian thực hiện:": the last date said, none where it runs on."""
    every = recurrence(value)
    if months := _BARE_MONTHS.search(value):
        return Deadline(f"{months['year']}-{int(months['month']):02}", every)
    dates = [found for found in find_dates(value) if found.grain != "year"]
    if not dates or _OPEN_END.search(value):
        return Deadline(None, every)
    if len(dates) == 1 and re.match(r"\s*[Tt]ừ\s", value) and "hiệu lực" not in value:
        return Deadline(None, every)
    last = dates[-1]
    return Deadline(_settle(last.value, last.grain, every, issued_on), every)


def _settle(value: str, grain: str, every: str | None, issued_on: date | None) -> str:
    """This will give a day without year the year it falls in next, unless it returns every year."""
    if grain != "day_of_year" or every or issued_on is None:
        return value
    month, day = int(value[:2]), int(value[3:])
    year = issued_on.year if (month, day) >= (issued_on.month, issued_on.day) else issued_on.year + 1
    return f"{year}-{value}"
