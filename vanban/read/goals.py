"""Which passages set goals: under headings of mục tiêu, chỉ tiêu, or in a sentence that says phấn đấu."""

import re

from vanban.model import Provision
from vanban.read.page import Page
from vanban.read.units import Unit
from vanban.text import find_dates, fold

_GOAL_HEADING = re.compile(r"\b(?:muc tieu|chi tieu|phan dau|ket qua can dat|lo trinh)\b")
_NOT_GOAL_HEADING = re.compile(
    r"\b(?:muc dich|yeu cau|tinh hinh|ket qua thuc hien|kinh phi|nhiem vu|giai phap|"
    r"to chuc thuc hien|phan cong)\b"
)
_RESULTS_HEADING = re.compile(r"\b(?:ket qua (?:thuc hien|dat duoc|noi bat)|tinh hinh|danh gia ket qua|so lieu)\b")
_GOAL_WORD = re.compile(
    r"(?<!\w)(?:[Cc]ác chỉ tiêu|[Cc]hỉ tiêu(?= \d|:| cụ thể| đề ra)|[Mm]ục tiêu(?= của|:|"
    r" cụ thể| là| phấn đấu| đến)|[Pp]hấn đấu)(?!\w)"
)
_PAST = re.compile(
    r"(?<!\w)(?:đã|hiện nay|(?<!phát )hiện có|hiện tại|vừa qua|trong năm qua|"
    r"thời gian qua|tính đến|kết quả đạt được|so với cùng kỳ|ước đạt|lũy kế|"
    r"thực trạng)(?!\w)"
)
_MONEY = re.compile(
    r"kinh phí|(?:tỷ|tỉ|triệu|nghìn|\d)\s?đồng|(?<!\w)vốn(?!\w)|ngân sách|chi phí|"
    r"lãi suất|thuế suất|mức hỗ trợ|phụ cấp|GRDP bình quân|tỷ lệ góp"
)
_BY = re.compile(r"(?:trước|đến|hết|vào|trong|xong|hoàn thành)(?:\s+ngày|\s+tháng)?\s*$", re.IGNORECASE)
_PLANNING = {"KH", "CTr", "ĐA", "QĐ", "NQ", "TIN"}
_COMPARED = re.compile(r"so với (?:cùng kỳ )?năm \d{4}")
_SPAN_YEARS = re.compile(r"(?:giai đoạn|thời kỳ)\s*(?:20\d\d)\s*[-–]\s*(20\d\d)", re.IGNORECASE)


def is_goal_unit(page: Page, unit: Unit) -> bool:
    """This will tell a unit under a goal heading; the nearest heading that says either way decides."""
    for provision in chain(page, unit):
        heading = fold(provision.heading)
        short = heading[:140]
        if _RESULTS_HEADING.search(short):
            return False
        if _GOAL_HEADING.search(short):
            return not re.search(r"muc dich", short) or bool(re.search(r"muc tieu", short))
        if provision.depth <= 2 and _NOT_GOAL_HEADING.search(short) and len(heading) < 130:
            return False
    return False


def chain(page: Page, unit: Unit) -> list[Provision]:
    """This will give the unit's provision and those above, the nearest first."""
    return [unit.provision, *page.ancestors(unit.provision)] if unit.provision else []


def goal_word_at(text: str, start: int, end: int) -> int | None:
    """This will give where a passage begins to set goals by its own words, None where it does not."""
    found = _GOAL_WORD.search(text, start, end)
    return found.start() if found else None


def is_past_or_money(clause: str) -> bool:
    """This will tell a figure of the situation or of a budget, which sets no level to reach."""
    return bool(_PAST.search(clause) or _MONEY.search(clause))


def year_said(text: str) -> str | None:
    """This will give the year, month or day by which, as the text says it last; a span of years gives its end."""
    text = _COMPARED.sub(lambda found: " " * len(found.group()), text)
    spans = [(found.start(), found.group(1)) for found in _SPAN_YEARS.finditer(text)]
    dates = [
        (found.start, found.value)
        for found in find_dates(text)
        if found.grain == "year"
        or (found.grain in {"month", "day"} and _BY.search(text[max(found.start - 24, 0) : found.start]))
    ]
    said = sorted(spans + dates)
    return said[0][1] if said else None


def year_of_headings(page: Page, unit: Unit) -> str | None:
    """This will give the year that the enclosing headings set, else the year or span in the document's title."""
    for provision in chain(page, unit):
        if provision.start == unit.block.start:
            continue
        if len(provision.heading) < 220 and (said := _heading_year(provision.heading)):
            return said
    return _heading_year(page.metadata.title or "") if page.metadata.kind in _PLANNING else None


def _heading_year(heading: str) -> str | None:
    if span := _SPAN_YEARS.search(heading):
        return span.group(1)
    years = [found.value for found in find_dates(heading) if found.grain == "year"]
    return years[0] if years else None
