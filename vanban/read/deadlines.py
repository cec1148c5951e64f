"""When a duty is due and how often it returns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vanban.text import DateMention, find_dates

_EVERY = (
    (
        "year",
        re.compile(
            r"(?:hằng|hàng|mỗi|từng) năm|/\s?(?:01 )?năm(?!\w| học)|(?<=%) năm(?!\s?\d)|"
            r"(?:một|1|01) năm (?:một|1|01) lần|trong (?:một|1|01) năm(?: học)?(?!\s?\d)(?!\s(?:tới|kể|đầu|qua|sau))|"
            r"báo cáo (?:tổng kết |kết quả )?năm(?=[,;.)]|\s(?:gửi|trước|về|chậm)\s)",
            re.IGNORECASE,
        ),
    ),
    (
        "quarter",
        re.compile(
            r"(?:hằng|hàng|mỗi|từng) quý|/\s?quý|cuối quý|tháng (?:đầu|cuối)(?: của)? quý|"
            r"(?:0?3|ba) tháng (?:một|1|01) lần|báo cáo quý(?=[,;.)]|\s(?:gửi|trước|về|chậm)\s)",
            re.IGNORECASE,
        ),
    ),
    (
        "month",
        re.compile(
            r"(?:hằng|hàng|mỗi|từng) tháng|/\s?tháng(?!\s?\d)|(?:một|1|01) tháng (?:một|1|01) lần|"
            r"báo cáo tháng(?=[,;.)]|\s(?:gửi|trước|về|chậm)\s)",
            re.IGNORECASE,
        ),
    ),
    (
        "half-year",
        re.compile(
            r"(?:định kỳ|mỗi|hằng|hàng|sơ kết|báo cáo|kết quả) (?:0?6|sáu) tháng"
            r"(?! đầu năm 20| cuối năm 20| \((?:trước|trong|vào|xong)[^()]{0,16}/20\d\d\))|"
            r"(?:0?6|sáu) tháng (?:một|1|01) lần|0?6 tháng/lần|"
            r"0?6 tháng[^.;,]{0,24}(?:,| và) (?:(?:0?1|một|cả|báo cáo) ){0,2}năm \(?(?:trước|chậm)|"
            r"0?6 tháng(?:,| và) (?:(?:0?1|một|cả|hằng|hàng|tổng kết) )?năm|0?6 tháng đầu năm và",
            re.IGNORECASE,
        ),
    ),
    ("semester", re.compile(r"(?:mỗi|từng|hằng|hàng) học kỳ", re.IGNORECASE)),
)
# "hằng năm" that describes something else than the duty: a rate, the budget given, a resolution, an emulation title.
_OF_ELSE = re.compile(
    r"(?:%|đồng|khen thưởng|(?<!chỉ tiêu phát triển )kinh tế ?[-–] ?xã hội|nghị quyết|thi đua|xếp loại|"
    r"lộ trình thực hiện|lãi suất .{0,12}|lượt|"
    r"tấn|người)\s*$|"
    r"xếp loại[^.;]{0,50}$",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\s*(?:được (?:cấp|giao|phân bổ)|(?:…|\.\.\.)(?=.)|của Hội đồng)")
_BY_WEEKS = re.compile(r"theo từng (?:ngày|tuần|tháng),\s$")
_PERIOD_WORD = re.compile(r"năm|quý|tháng|học kỳ", re.IGNORECASE)
_ELSE_REACH = 130
# "chi trả trợ cấp … cho đối tượng hằng tháng": how often money is paid, no habit of the duty.
_PAID = re.compile(r"(?:trợ cấp|phụ cấp|lương|lương hưu|trợ giúp|cho đối tượng|sinh hoạt phí|tiền thuê|mức đóng)\s*$")
_PAID_REACH = 24
_TIME_WORD = re.compile(r"\d|năm|quý|tháng|học kỳ", re.IGNORECASE)
_HOLIDAY = r"(?:(?:Quốc khánh|Tết [A-ZĐ]\w{1,8}(?: [A-ZĐ]\w{1,8})?|lễ|Lễ|kỷ niệm)\s*)?"
_SERIES = r"(?:(?:quý|tháng)\s*[\dIV]{1,3}\s*(?:,|và|-|–)\s*){0,3}"  # "trong Quý II, | Quý III năm 2026"
_CLOCK = r"(?:\d{1,2}\s?(?:h|giờ|:)\s?(?:\d{2})?(?: phút)?,?\s*)?"
_CUE = re.compile(
    r"(?:trước(?: ngày)?|không (?:quá|muộn hơn|chậm hơn|sau)(?: ngày)?|"
    r"chậm nhất(?: là)?(?: (?:vào|trong|đến))?(?: ngày)?|"
    r"muộn nhất(?: là)?(?: (?:vào|trong|đến))?(?: ngày)?|"
    r"hoàn thành(?: (?:trong|vào|trước|xong|chậm nhất))?(?: ngày)?:?|"
    r"kết thúc(?: (?:vào|trước|trong))?(?: ngày)?|"
    r"xong(?: trong| trước)?|đến hết(?: ngày)?|hết(?: ngày)?|trong|đến(?: ngày)|vào(?: cuối| đầu)?(?: ngày)?|"
    rf"hạn(?: cuối| đến| chót)?:?)\s*{_CLOCK}{_HOLIDAY}{_SERIES}(?:(?:cuối|đầu|giữa)\s+)?(?:ngày\s*|tháng\s*|quý\s*)?$",
    re.IGNORECASE,
)
_WITHIN_YEAR = re.compile(
    r"(?<!\w)(?:trong|vào|hoàn thành trong|xong trong|trước khi (?:kết thúc|hết))\s+$", re.IGNORECASE
)
_DONE_WITHIN = re.compile(
    r"(?:hoàn thành|xong)(?: (?:trong|vào|đến|chậm nhất(?: là| vào| trong)?))?(?: (?:cuối|hết|đầu))?\s+$", re.IGNORECASE
)
_YEAR_STANDS = re.compile(r"\s*(?:[.;,()]|$|và (?:sơ kết|tổng kết|hoàn thành|kết thúc))")
_TIMES_WITHIN = re.compile(r"\slần\s+trong\s+$")  # "kiểm tra ít nhất 01 lần trong năm 2026" says how often
_SPAN_END = re.compile(r"từ (?:(?:ngày )?\d{1,2}[^.;]{0,20}|nay )đến\s+$", re.IGNORECASE)
_UP_TO = re.compile(r"(?:^|[,;.:(]\s|\snay |phấn đấu )đến\s+$", re.IGNORECASE)  # "…; đến 31/3/2026, 100% diện tích …"
_BRACKETED = re.compile(r"\(\s*$")
_BRACKET_ENDS = re.compile(r"\s*\)")
_SKIPPED = re.compile(
    r"(?:(?:hiệu lực|cư trú|thường trú|hộ khẩu|diễn ra|được tổ chức)(?:(?!, (?:xong|hoàn thành))[^.;]){0,40}|"
    r"(?:đã hoàn thành|đã ban hành)[^.;]{0,24}|"
    r"(?<!\w)ban hành(?: (?!trước|xong|trong|chậm|muộn|hoàn)\w{1,12}){0,5}\s+)$"
)
_LEVEL_REACH = 240
_LEVEL = re.compile(r"\d\s?%")
_STRIVEN = re.compile(r"(?<!\w)(?:phấn đấu|mục tiêu|chỉ tiêu)(?!\w)", re.IGNORECASE)
_COMPLETED = re.compile(r"(?<!\w)(?:hoàn thành|xong|thời hạn)(?!\w)", re.IGNORECASE)
_REVIEW = re.compile(r"[;,] (?:tham mưu |tổ chức )?(?:sơ kết|tổng kết)(?: [^\W\d_]{1,8}){0,4} $")
_OPEN_END = re.compile(r"trở đi|tiếp theo|và những năm")
# "Từ tháng 3/2026": when it begins; "từ tháng 3 đến tháng 6/2026" says when it ends too.
_BEGINS_THEN = re.compile(r"\s*[Tt]ừ\s(?![^.;]{1,40}\s(?:đến|tới)(?:\shết)?(?:\s(?:ngày|tháng|quý|cuối))?\s\S)")
_BARE_MONTHS = re.compile(r"tháng\s+(?:\d{1,2}\s*,\s*)+(?P<month>\d{1,2})\s*/\s*(?P<year>20\d\d)(?!\d)", re.IGNORECASE)
_DAY_OF_PERIOD = re.compile(
    r"(?:trước|vào|định kỳ|chậm nhất(?: là)?|muộn nhất(?: là)?|không muộn hơn|không quá)\s+"
    rf"{_CLOCK}(?:(?:vào )?ngày\s+)?"
    r"(?P<day>[0-3]?\d)"
    r"(?:,? (?:hằng|hàng|mỗi|từng|của) tháng|(?=\s*(?:[.;,)]|/?\.?\s*$))|"
    r" (?:của )?tháng (?:cuối|đầu|thứ ba)?\s?(?:của )?(?:mỗi |hằng )?quý"
    r"| (?:của )?tháng (?:liền )?(?:sau|kế tiếp|đầu tiên))",
    re.IGNORECASE,
)
# "Hằng tháng (ngày 25) báo cáo": the day stands in brackets behind the habit
_DAY_IN_BRACKETS = re.compile(
    r"(?:hằng|hàng|mỗi) (?:tháng|quý) \((?:(?:trước|vào|chậm nhất(?: là)?)\s)?ngày (?P<day>[0-3]?\d)\)", re.IGNORECASE
)
_DAY_OF_REPORT = re.compile(
    r"báo cáo (?:tháng|quý) (?:trước|chậm nhất(?: là)?) ngày (?P<day>[0-3]?\d)(?!\s?[/\d-]|\s+tháng)", re.IGNORECASE
)
# "trước ngày 30 tháng 01 của năm tiếp theo": told once, meant for every year.
_OF_NEXT_YEAR = re.compile(
    r"(?:ngày\s+)?\d{1,2}(?:/|\s+tháng\s+)\d{1,2}\s+(?:của\s+)?năm\s+(?:tiếp theo|liền sau|kế tiếp|sau)(?!\w)",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    r"(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|hạn|đến hết|hết|hoàn thành(?: trong)?|xong(?: trong)?|trong)\s+(?:"
    r"(?:(?P<day>[0-3]?\d)/|ngày\s+(?P<dash>[0-3]?\d)-)(?P<of>1[0-2]|0?[1-9])(?![\d/-])|"
    r"tháng\s+(?P<month>1[0-2]|0?[1-9])(?!\s*[\d/,-]|\s+(?:năm|và|hằng|hàng)))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due` as 2026-06-30, 2026-06, 2025-Q4, 2030, 12-15 (every year) or 20 (of every month or quarter).

    `every` names the period that returns: year, quarter, month, half-year, semester.
    """

    due: str | None = None
    every: str | None = None


def recurrence(text: str) -> str | None:
    """This will tell how often: year, quarter, month, half-year, semester; the first one said wins."""
    if _PERIOD_WORD.search(text) is None:
        return None
    hits = [(found.start(), name) for name, cue in _EVERY for found in cue.finditer(text) if not _is_else(text, found)]
    return min(hits)[1] if hits else None


def period_said(text: str) -> str | None:
    """This will tell how often, also of a rate ("10%/năm"), which is no habit of a duty; the first one said wins."""
    hits = [(found.start(), name) for name, cue in _EVERY if (found := cue.search(text))]
    return min(hits)[1] if hits else None


def _is_else(text: str, found: re.Match[str]) -> bool:
    floor = max(found.start() - _ELSE_REACH, 0)
    before = text[floor : found.start()]
    if (before.endswith("theo ") and "kỳ" not in found.group()) or _BY_WEEKS.search(before):
        return True  # "chi tiết theo từng tuần, từng tháng"
    if found.group().lower().endswith("tháng"):
        return _PAID.search(text, max(found.start() - _PAID_REACH, 0), found.start()) is not None
    if not found.group().lower().endswith("năm"):
        return False
    return bool(_OF_ELSE.search(before) or _GIVEN.match(text, found.end()))


def read_deadline(text: str, issued_on: date | None) -> Deadline:
    """This will read a duty's deadline: a date after "trước", "hoàn thành trong" and the like; the first one said."""
    if _TIME_WORD.search(text) is None:
        return Deadline()
    every = recurrence(text) or ("year" if "năm " in text and _OF_NEXT_YEAR.search(text) else None)
    found = [(at, value) for at, value in _dates(text, every, issued_on) if value]
    return Deadline(min(found)[1] if found else None, every)


def _dates(text: str, every: str | None, issued_on: date | None) -> Iterator[tuple[int, str]]:
    """This will go through what may be the deadline, each with its place."""
    for mention in find_dates(text):
        before = text[max(mention.start - 40, 0) : mention.start]
        if _is_of_a_level(text, mention) or (every and _is_review(before, mention)):
            continue
        if _is_deadline(text, mention, before) and not _SKIPPED.search(before):
            yield mention.start, _settle(mention.value, mention.grain, every, issued_on)
            break
    told = (one.search(text) for one in (_DAY_OF_PERIOD, _DAY_OF_REPORT, _DAY_IN_BRACKETS))
    if every in {"month", "quarter"} and (periods := list(filter(None, told))):
        period = min(periods, key=lambda found: found.start("day"))
        yield period.start(), f"{int(period['day']):02}"
    yearless = _YEARLESS.search(text)
    if yearless and (said := yearless["day"] or yearless["dash"]):
        value = f"{int(yearless['of']):02}-{int(said):02}"
        yield yearless.start(), _settle(value, "day_of_year", every, issued_on)
    elif yearless and issued_on:
        month = int(yearless["month"])
        yield yearless.start(), f"{issued_on.year + (month < issued_on.month)}-{month:02}"


def _is_of_a_level(text: str, mention: DateMention) -> bool:
    """This will tell the time of a level told beside the duty: "…; phấn đấu 100% xã có … trước 30/6/2026"."""
    begin = text.rfind(";", max(mention.start - _LEVEL_REACH, 0), mention.start)
    told = text[begin + 1 : mention.start] if begin > 0 else ""
    return bool(_LEVEL.search(told)) and _STRIVEN.search(told) is not None and not _COMPLETED.search(told)


def _is_review(before: str, mention: DateMention) -> bool:
    """This will tell the years of reviews behind a standing duty: "…; tham mưu sơ kết vào năm 2028, tổng kết …"."""
    return mention.grain == "year" and _REVIEW.search(before) is not None


def _is_deadline(text: str, mention: DateMention, before: str) -> bool:
    """This will tell a date by which something is to be done from one that only stands there."""
    if mention.grain == "year":
        stands = _YEAR_STANDS.match(text, mention.end) is not None and not _TIMES_WITHIN.search(before)
        return bool(_DONE_WITHIN.search(before) or (stands and _WITHIN_YEAR.search(before)))
    inside = text[mention.start : mention.end].lower()
    if _CUE.search(before) or inside.startswith("trước") or _SPAN_END.search(before):
        return True
    if mention.grain == "day" and _UP_TO.search(before):
        return True
    grain = mention.grain in {"month", "quarter"}
    return bool(grain and _BRACKETED.search(before) and _BRACKET_ENDS.match(text, mention.end))


def read_time_line(value: str, issued_on: date | None) -> Deadline:
    """This will read what stands after "Thời gian thực hiện:": the last date said, none where it runs on."""
    every = recurrence(value)
    if months := _BARE_MONTHS.search(value):
        return Deadline(f"{months['year']}-{int(months['month']):02}", every)
    dates = [found for found in find_dates(value) if found.grain != "year"]
    if not dates or _OPEN_END.search(value):
        return Deadline(read_deadline(value, issued_on).due if not _OPEN_END.search(value) else None, every)
    if len(dates) == 1 and _BEGINS_THEN.match(value) and "hiệu lực" not in value:
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
