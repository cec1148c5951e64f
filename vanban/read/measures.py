"""Measures in a clause: "ít nhất 50%", "từ 5% trở lên", "tối thiểu 02 buổi", "05 - 10%" — value, relation, unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vanban.text import parse_number, plain_decimal
from vanban.text.letters import LOWER
from vanban.vocabulary import load

_AT_LEAST = r"ít nhất(?: là)?|tối thiểu(?: là)?|không dưới|không thấp hơn|không ít hơn|≥|>="
_MORE = r"trên|hơn|vượt(?: mức)?|lớn hơn|>"
_AT_MOST = r"tối đa(?: là)?|không quá|không vượt quá|không cao hơn|nhiều nhất|≤|<="
_LESS = r"dưới|thấp hơn|nhỏ hơn|<"
_FIGURE = r"\d+(?:[.,]\d+)*"
_MEASURE = re.compile(
    rf"(?P<qualifier>(?<![\w])(?:{_AT_LEAST}|{_AT_MOST}|{_LESS}|{_MORE})\s*)?"
    rf"(?P<from>(?<!\w)[Tt]ừ\s+)?(?P<about>khoảng\s+)?"
    rf"(?<![\w/.,–])(?P<value>{_FIGURE}|(?<=nhất )một|(?<=thiểu )một|(?<=quá )một)"
    rf"(?:\s?%?\s?(?:-|–|đến)\s?(?P<high>{_FIGURE})(?=\s?%))?"
    rf"(?:(?P<percent>\s?%)|(?P<gap>\s+|(?=m2|m²|"
    rf"/))(?=(?P<noun>[{LOWER}/][^\s;:()]*(?:,?\s[^\s,.;:()]+){{0,5}})))?"
    r"(?P<upward>\s+trở lên)?",
    re.IGNORECASE,
)
_UPWARD_LATER = re.compile(r"[^.;]{0,40}?trở lên")
_NOT_MEASURE = re.compile(
    r"(?:Điều|khoản|điểm|số|Khoản|mục|Mục|tháng|năm|quý|ngày|Nhóm|Dự án|dự án|Nhiệm vụ|"
    r"Chỉ tiêu|Mục tiêu|Tiểu dự án|khóa|Quân khu|"
    r"lần thứ|thứ|loại|cấp độ|mức độ|giai đoạn|khu vực|Biểu|Phụ lục|Hoạt động|Bước|"
    r"Nghị định|Đề án|Chương trình|Ban Chỉ đạo|top|kỳ|nhiệm kỳ)\s*$"
)
_DATE_PART = re.compile(r"\s?(?:/\d|[-–]\s?\d{4}|giờ\d|h\d)")
_RATE = re.compile(r"(?:\s\w+)?/(?!\s?(?:0?1 )?(?:năm|quý|tháng|học kỳ))(?:[\d.]+\s)?\w+(?:\s\w+)?")
_RATE_NOUN = re.compile(r"/(?:[\d.]+\s)?\w+(?:\s(?!vào|trong|đến)\w+){0,4}")
_RELATIONS = {"least": ">=", "more": ">", "most": "<=", "less": "<"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured amount: `start` takes the qualifier in, `end` stands after the value's sign or unit."""

    start: int
    end: int
    value: str
    value_high: str | None
    unit: str | None
    relation: str
    qualified: bool


@cache
def _units() -> re.Pattern[str]:
    words = sorted((re.escape(word) for word in load("units")["units"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def measures_in(text: str, start: int, end: int) -> Iterator[Measure]:
    """This will go through the amounts that may set a level; dates, numbers of acts and of items are passed over."""
    for found in _MEASURE.finditer(text, start, end):
        if measure := _measure(text, found, end):
            yield measure


def _measure(text: str, found: re.Match[str], end: int) -> Measure | None:
    before = text[max(found.start() - 22, 0) : found.start()]
    if _NOT_MEASURE.search(before) and not found["percent"]:
        return None
    if not found["percent"] and (
        not found["noun"] or (not found["qualifier"] and _DATE_PART.match(text, found.end("value")))
    ):
        return None
    value = "1" if found["value"].lower() == "một" else _plain(found["value"])
    if value is None:
        return None
    unit, stop = _unit(text, found)
    if unit is None:
        return None
    upward = bool(found["upward"]) or (bool(found["from"]) and bool(_UPWARD_LATER.match(text, found.end(), end)))
    relation = _relation(found["qualifier"], upward)
    high = _plain(found["high"]) if found["high"] else None
    return Measure(
        found.start(),
        stop,
        value,
        high,
        unit,
        relation,
        bool(found["qualifier"]) or upward or high is not None,
    )


def _plain(figure: str) -> str | None:
    number = parse_number(figure)
    return plain_decimal(number) if number is not None else None


def _unit(text: str, found: re.Match[str]) -> tuple[str | None, int]:
    if found["percent"]:
        stop = found.end("upward") if found["upward"] else found.end("percent")
        return "%", stop
    if found["noun"].startswith(("/", "tuổi")):
        rate = _RATE_NOUN.match(text, found.start("noun"))
        return (rate.group(), rate.end()) if rate and found["qualifier"] else (None, found.end())
    known = _units().match(text, found.start("noun"))
    if known:
        rate = _RATE.match(text, known.end())
        stop = rate.end() if rate else known.end()
        return " ".join(text[known.start() : stop].split()), stop
    if not found["qualifier"]:
        return None, found.end()
    words = found["noun"].split()
    shown = " ".join(words[:2]).rstrip(",")
    return shown, found.start("noun") + len(shown)


def _relation(qualifier: str | None, upward: bool) -> str:
    word = (qualifier or "").strip().lower()
    for name, options in (("least", _AT_LEAST), ("most", _AT_MOST), ("less", _LESS), ("more", _MORE)):
        if word and re.fullmatch(options, word):
            return _RELATIONS[name]
    return ">=" if upward else "="
