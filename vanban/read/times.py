"""By when and how often a target is to be reached: said in the clause, carried on, or set by a heading or a lead-in."""

import re
from dataclasses import dataclass

from vanban.model import Provision
from vanban.read.deadlines import period_said
from vanban.read.page import Page
from vanban.read.sentences import Part
from vanban.text import find_dates

_BY = re.compile(r"(?:trước|đến|hết|vào|trong|xong|hoàn thành|cuối)(?:\s+ngày|\s+tháng)?\s*$", re.IGNORECASE)
# A year that a level is compared with, or that only names a plan or a law, is no year to reach anything by.
_COMPARED = re.compile(
    r"so với (?:trung bình|bình quân|mức)[^,;.()\d]{0,30}(?:giai đoạn|năm|thời kỳ) \d{4}(?:\s?[-–]\s?\d{4})?|"
    r"(?:so với (?:cùng kỳ |cuối |đầu )?|lần (?:so )?)(?:năm \d{4}|(?:giai đoạn|năm học) \d{4}\s?[-–]\s?\d{4})|"
    r"(?:so|từ|của) (?:cùng kỳ |kế hoạch |bình quân )?năm \d{4}(?! trở đi)(?=\s+(?:đến|lên|xuống|là|,)|[,;.)]|$)|"
    r"từ [\d.,]{1,12}\s?%?(?:/\w{1,8})?(?: [^\W\d_]{1,8}){0,3} (?:vào |trong |của |\()?(?:cuối )?năm \d{4}\)?"
    r"(?=,? (?:lên|xuống|đến|tăng lên|giảm xuống|còn)(?!\w))|"
    r"(?:kế hoạch|chương trình|nghị quyết|kết quả|dự toán|luật[^,;.]{0,40}|số liệu|chuẩn|giá(?: so sánh| cố định)?) "
    r"(?:của )?năm \d{4}|"
    r"chuẩn nghèo[^,;.()\d]{0,40}(?:giai đoạn|thời kỳ|năm) \d{4}(?:\s?[-–]\s?\d{4})?",
    re.IGNORECASE,
)
_SPAN_YEARS = re.compile(
    r"(?:(?:giai đoạn|thời kỳ|năm học|(?:trong|cả|hết|cuối) nhiệm kỳ|(?<!\d)\d{1,2} năm|bình quân|các năm)"
    r"\s{1,3}(?:năm )?|"
    r"(?<![\w/.–-])(?=20\d\d\s?[-–]\s?20\d\d (?:đạt|tăng|giảm|là|ở mức|khoảng|còn)\s))"
    r"20\d\d\s{0,2}[-–]\s{0,2}(20\d\d)",
    re.IGNORECASE,
)
# "… Dự án 3 giai đoạn 2025-2030” năm 2026": the span is the programme's, the year the plan's own.
_YEAR_OF_WORK = re.compile(
    r"(?:giai đoạn|thời kỳ)\s{1,3}20\d\d\s{0,2}[-–]\s{0,2}20\d\d[”\"’)]{0,2},?\s"
    r"(?:(?:trên|của|tại)[^.;:\d]{1,60}?,?\s)?(?:trong |cho )?năm (20\d\d)(?!\d|\s?[-–])",
    re.IGNORECASE,
)
# "Năm An toàn giao thông 2026": a year that is called by what it is given to.
_YEAR_OF_CAUSE = re.compile(r"(?<!\w)năm(?: [^\W\d_]{1,8}){1,8} (20\d\d)(?![\d/]|\s?[-–]\s?\d)", re.IGNORECASE)
# "… sơ kết quý I, triển khai nhiệm vụ quý II năm 2026": the year is that of the work
_YEAR_OF_QUARTER = re.compile(r"(?<!\w)quý (?:[IV]{1,3}|[1-4])\s?(?:/|năm )\s?(20\d\d)(?!\d)", re.IGNORECASE)
_TERM = re.compile(
    r"(?:giai đoạn|thời kỳ|(?<!cấp )nhiệm kỳ)\s{1,3}(?:năm )?20\d\d\s{0,2}[-–]\s{0,2}(20\d\d)", re.IGNORECASE
)
OF_A_COUNCIL = re.compile(r"(?:HĐND|Hội đồng nhân dân|khóa|khoá)(?! \d{4})[^.;:]{0,24}$")
_PLAN_YEAR = re.compile(
    r"(?:kế hoạch|chương trình|nghị quyết|thực hiện năm)[^.;]{0,90} (?:năm|xã hội) (20\d\d)(?!\d)", re.IGNORECASE
)
_BARE_YEAR = re.compile(
    r"(?<!\w)(?:đến|tới) (20\d\d)(?![\d/.-])(?! (?:xã|hộ|người|ha|tỷ|triệu|tấn|đồng)(?!\w))", re.IGNORECASE
)
_BOTH = re.compile(r"năm 20\d\d (?:và|,) (?:đến )?năm (20\d\d)(?!\d)")
_OPENING = re.compile(
    r"\s*(?:(?:-|[a-zđ]\)|\d{1,2}\.|\(\d{1,2}\))\s*)?(?:hằng|hàng|mỗi|từng) (?:năm|quý|tháng|học kỳ)[,:]", re.IGNORECASE
)
_HABIT = re.compile(r"(?:hằng|hàng) (?:năm|quý|tháng)", re.IGNORECASE)
_HABIT_ABOVE = re.compile(
    r"[-–+*•\s\d.)a-zđ]{0,8}(?:(?:Các |Một số )?(?:chỉ tiêu|mục tiêu|phấn đấu)(?: [^\s.;:\d]{1,12}){0,4},? )?"
    r"(?P<habit>(?:hằng|hàng|mỗi) (?:năm|quý|tháng))(?:,? (?:phấn đấu|đạt|toàn \w{1,6}|phải|có))*\s*:?",
    re.IGNORECASE,
)
_PER_HEAD = re.compile(
    r"đầu người/(?:01 )?năm(?!\w)|thu nhập[^;.%]{0,120}?đồng/(?:người/)?(?:01 )?năm(?!\w)", re.IGNORECASE
)
_EACH_IN_ONE = re.compile(r"(?<!\w)mỗi\s(?:\w{1,8}\s){1,3}(?:một|01|1) (?P<period>tháng|quý|năm)(?!\w)", re.IGNORECASE)
_IN_HALF_A_YEAR = re.compile(r"\d\s(?:\w{1,8}\s){1,4}trong (?:0?6|sáu) tháng(?! (?:đầu|cuối|tới|tiếp))", re.IGNORECASE)
_IN_A_SEMESTER = re.compile(r"\w\s?/\s?(?:0?1 )?học kỳ(?!\w)", re.IGNORECASE)
_NOUN_OF_HABIT = re.compile(
    r"(?:trợ cấp|lương|phụ cấp|hưu trí|trợ giúp|xã hội|thu nhập|sinh hoạt|quỹ|phí|chi trả|lộ trình[^,;]{0,20})\s*$"
)
_CARRIED = re.compile(
    r"(?:đến|tới|hết|cuối|vào|trước|trong|từ nay đến)(?: hết| cuối| trước)? (?:ngày|tháng|quý|năm) |"
    r"(?:đến|tới) 20\d\d[ ,]|(?:đến|hết|trước) \d{1,2}/\d{1,2}/20\d\d(?=[ ,:])|"
    r"(?:phấn đấu|mục tiêu|chỉ tiêu)(?: trong)? năm \d{4}|(?:đến|tới|hết|cuối)(?: hết| cuối)? nhiệm kỳ 20\d\d|"
    r"^[\s,;]{0,3}(?:-\s*)?(?:năm \d{4}|(?:trong )?(?:giai đoạn|nhiệm kỳ 20))",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\S\s+(?:vào|trong|khoảng)(?: hết| cuối| trước)? (?:tháng \d{1,2}(?: |/))?(?:năm )?20\d\d[\s,;.…]{0,8}$",
    re.IGNORECASE,
)
_CITED = re.compile(r"\bsố\s+\d", re.IGNORECASE)
_PLANNING = {"KH", "TB", "CTr", "ĐA", "QĐ", "NQ", "CT", "CĐ", "BC", "CTrPH", "CV", "TIN"}
# "Kết luận … tại cuộc họp rà soát tiến độ quý III/2025": the time looked back on, none to reach anything by
_LOOKS_BACK = re.compile(
    r"(?<!\w)(?:họp|hội nghị|phiên họp|buổi làm việc|giao ban)(?!\w)[^;]{0,60}?"
    r"(?:rà soát|đánh giá|sơ kết|tổng kết|kiểm điểm)"
    r"(?![^;]{0,200}(?<!\w)(?:nhiệm vụ|phương hướng|giải pháp|triển khai|kế hoạch))",
    re.IGNORECASE,
)
# "100% cơ sở được kiểm tra tối thiểu 01 lần/năm": how often one of them is, not when the share is reached
_RATE_OF_OTHERS = re.compile(r"\d{1,3}\s[^;.\d%]{1,70}/\s?(?:0?1 )?(?:năm|quý|tháng|học kỳ)(?!\w)")
# "ngay từ đầu năm học 2026 - 2027" says when it begins.
_SCHOOL_YEAR_BEGINS = re.compile(r"từ (?:đầu )?năm học 20\d\d\s?[-–]\s?20\d\d", re.IGNORECASE)
_FROM_THEN_ON = re.compile(r"từ năm 20\d\d(?: trở đi)?,? (?:mỗi|hằng|hàng) năm(?!\w)", re.IGNORECASE)
_HEADING_LETTERS = 220
_WINDOW = 400


@dataclass(frozen=True, slots=True)
class Time:
    """What earlier words said about time, which holds on for what follows in the same paragraph."""

    by: str | None = None
    every: str | None = None


def goes_on_from(text: str) -> bool:
    """This will tell "từ năm 2026 mỗi năm …": from then on, up to the end that headings and titles set."""
    return _FROM_THEN_ON.search(text) is not None


def year_said(text: str) -> str | None:
    """This will give the year, month or day by which, as the text first says it; a span of years gives its end.

    Of a quarter it gives the year.
    """
    text = _SCHOOL_YEAR_BEGINS.sub(_blank, _FROM_THEN_ON.sub(_blank, _COMPARED.sub(_blank, text)))
    if both := _BOTH.search(text):
        return both.group(1)
    spans = [(found.start(), found.group(1)) for found in _SPAN_YEARS.finditer(text)]
    dates = [
        (found.start, found.value[:4] if found.grain == "quarter" else found.value)
        for found in find_dates(text)
        if found.grain == "year"
        or (found.grain in {"quarter", "month", "day"} and _BY.search(text, max(found.start - 24, 0), found.start))
    ]
    bare = [(found.start(1), found.group(1)) for found in _BARE_YEAR.finditer(text)]
    said = sorted(spans + dates + bare)
    return said[0][1] if said else None


def habit_said(clause: str, *, of_share: bool = False) -> str | None:
    """This will tell how often; a habit that only describes a noun ("trợ cấp hằng tháng") is none of the target's.

    Of a share, how often one of those that it counts does something is none either.
    """
    clause = _RATE_OF_OTHERS.sub(_blank, clause) if of_share else clause
    clause = _COMPARED.sub(_blank, _PER_HEAD.sub(_blank, clause))
    each = _EACH_IN_ONE.search(clause)
    every = period_said(clause) or (period_said(f"mỗi {each['period']}") if each else None)
    every = every or ("half-year" if _IN_HALF_A_YEAR.search(clause) else None)
    every = every or ("semester" if _IN_A_SEMESTER.search(clause) else None)
    found = _HABIT.search(clause) if every else None
    if found and _NOUN_OF_HABIT.search(clause, max(found.start() - 40, 0), found.start()):
        return period_said(clause[found.end() :])
    return every


def opening_habit(text: str, part: Part) -> str | None:
    """This will tell how often what follows "Hằng năm, …" at the opening of a part of a sentence returns."""
    opened = _OPENING.match(text, part.start, part.end)
    return period_said(opened.group()) if opened else None


def habit_of_heading(heading: str) -> str | None:
    """This will tell how often what stands under a heading returns: "Chỉ tiêu hằng năm", "Hằng năm phấn đấu:"."""
    said = _HABIT_ABOVE.fullmatch(heading)
    return period_said(said["habit"]) if said else None


def carry_on(words: str, before: Time) -> Time:
    """This will give what holds on after some words: their year, and a "Hằng năm," that they open with."""
    window = words[:_WINDOW]
    leads = _CARRIED.search(window) and not _CLOSES.search(window)
    by = year_said(window) if leads else None
    every = period_said(window[:24]) if _OPENING.match(window) else before.every
    return Time(by or before.by, every)


def year_before(words: str) -> str | None:
    """This will give the last year of the words before a quote ("đến năm 2025, định hướng đến năm 2030, …")."""
    for found in reversed(list(_CARRIED.finditer(words))):
        if said := year_said(words[found.start() :]):
            return said
    return None


def year_above(page: Page, chain: list[Provision], own: int) -> str | None:
    """This will give the year that the enclosing headings set, else the year or span in the document's title.

    `chain` holds the provisions from the innermost outwards; one that starts at `own` is the unit itself.
    """
    for provision in chain:
        said = year_of_heading(provision.heading) if len(provision.heading) < _HEADING_LETTERS else None
        if said and provision.start != own:
            return said
    if page.metadata.kind not in _PLANNING:
        return None
    title, *cited = _CITED.split(page.metadata.title or "", maxsplit=1)
    if _LOOKS_BACK.search(title):
        return None
    return year_of_heading(title) or (_span_of_work(cited[0]) if cited else None)


def _span_of_work(about: str) -> str | None:
    """This will give the last year of the period that the act names which a title carries out; its day is none."""
    own = _YEAR_OF_WORK.search(about)
    return own.group(1) if own else span_end(about)


def span_end(text: str) -> str | None:
    """This will give the last year of the first span that a text says ("giai đoạn 2021 - 2025")."""
    span = _SPAN_YEARS.search(text)
    return span.group(1) if span else None


def reported_year(opening: str) -> str | None:
    """This will give the last year of the plan or term of office that a news report tells of as it begins."""
    if own := _YEAR_OF_WORK.search(opening):
        return own.group(1)
    for term in _TERM.finditer(opening):
        if not OF_A_COUNCIL.search(opening, max(term.start() - 30, 0), term.start()):
            return term.group(1)
    plan = _PLAN_YEAR.search(opening)
    return plan.group(1) if plan else None


def year_of_heading(heading: str) -> str | None:
    """This will give the year that a heading sets: the end of a span, else the first year in it."""
    if own := _YEAR_OF_WORK.search(heading):
        return own.group(1)
    if span := span_end(heading):
        return span
    years = [found.value for found in find_dates(_COMPARED.sub(_blank, heading)) if found.grain == "year"]
    if years:
        return years[0]
    if quarter := _YEAR_OF_QUARTER.search(heading):
        return quarter.group(1)
    return found.group(1) if (found := _YEAR_OF_CAUSE.search(heading)) else None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
