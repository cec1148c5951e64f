"""Dates as Vietnamese offices write them, whole or in part: 07/1/2025, tháng 02 năm 2026, quý IV/2025, năm 2030."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_GAP = r"[ \t\n]*"
_WORDS = re.compile(rf"(?<!\d)({_DAY}){_GAP}tháng{_GAP}({_MONTH}){_GAP},?{_GAP}năm{_GAP}({_YEAR})(?!\d)", re.IGNORECASE)
_FIGURES = re.compile(rf"(?<![\d/.-])({_DAY}){_GAP}([/.-]){_GAP}({_MONTH}){_GAP}\2{_GAP}({_YEAR})(?![\d/])")
_ISO = re.compile(rf"^({_YEAR})-(\d\d)-(\d\d)$")
_MENTION = re.compile(
    rf"(?P<word_date>(?<!\d)(?P<wd>{_DAY}){_GAP}tháng{_GAP}(?P<wm>{_MONTH}){_GAP},?{_GAP}năm{_GAP}(?P<wy>{_YEAR})(?!\d))"
    rf"|(?P<fig_date>(?<![\d/.-])(?P<fd>{_DAY})(?P<sep>[/.-])(?P<fm>{_MONTH})(?P=sep)(?P<fy>{_YEAR})(?![\d/]))"
    rf"|(?P<quarter>qu[ýí]{_GAP}(?P<qn>IV|I{{1,3}}|[1-4]){_GAP}(?:/|-|,?{_GAP}năm){_GAP}(?P<qy>{_YEAR})(?!\d))"
    rf"|(?P<month>tháng{_GAP}(?P<mm>{_MONTH}){_GAP}(?:/|-|,?{_GAP}năm){_GAP}(?P<my>{_YEAR})(?!\d))"
    rf"|(?P<day_month>(?:ngày|trước){_GAP}(?P<dd>{_DAY})(?:/|{_GAP}tháng{_GAP})(?P<dm>{_MONTH})(?![\d/]|{_GAP},?{_GAP}năm{_GAP}\d))"
    rf"|(?P<year>năm{_GAP}(?P<yy>{_YEAR})(?!\d))",
    re.IGNORECASE,
)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_ROMAN = {f"Q{number}": roman for roman, number in _QUARTERS.items()}
_FIRST_LONG_MONTH = 3


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date met in a text: `value` is 2026-06-30, 2026-06, 2025-Q4, 12-15 (every year) or 2030."""

    start: int
    end: int
    value: str
    grain: str  # day | month | quarter | day_of_year | year


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def parse_date(text: str) -> date | None:
    """This will read the first whole date of the text, in figures, in words or as ISO; None where there is none."""
    if iso := _ISO.match(text.strip()):
        return _date(*iso.groups())
    words, figures = _WORDS.search(text), _FIGURES.search(text)
    if words and (not figures or words.start() < figures.start()):
        return _date(words.group(3), words.group(2), words.group(1))
    return _date(figures.group(4), figures.group(3), figures.group(1)) if figures else None


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """This will go through the dates of a text in order; an impossible day (31/4) is passed over."""
    for found in _MENTION.finditer(text, start, len(text) if end is None else end):
        named = found.groupdict()
        value, grain = _mention(named)
        if value:
            yield DateMention(found.start(), found.end(), value, grain)


def _mention(named: dict[str, str | None]) -> tuple[str, str]:
    def part(name: str) -> str:
        return named[name] or ""

    if named["word_date"] or named["fig_date"]:
        kind = "w" if named["word_date"] else "f"
        whole = _date(part(kind + "y"), part(kind + "m"), part(kind + "d"))
        return (whole.isoformat() if whole else ""), "day"
    if named["quarter"]:
        number = part("qn").upper()
        return f"{part('qy')}-Q{_QUARTERS.get(number) or int(number)}", "quarter"
    if named["month"]:
        return f"{part('my')}-{int(part('mm')):02}", "month"
    if named["day_month"]:
        whole = _date("2024", part("dm"), part("dd"))  # a leap year: 29/2 is a day of the year
        return (f"{whole.month:02}-{whole.day:02}" if whole else ""), "day_of_year"
    return part("yy"), "year"


def format_date(value: date) -> str:
    """This will write a date in figures: 21/11/2026, 01/7/2025.

    Days below 10 and months 1 and 2 take a leading zero (NĐ 30/2020, Phụ lục I, II.4).
    """
    return f"{value.day:02}/{_month(value)}/{value.year}"


def format_date_long(value: date) -> str:
    """This will write the date of a document's head: ngày 21 tháng 11 năm 2026."""
    return f"ngày {value.day:02} tháng {_month(value)} năm {value.year}"


def format_date_legal(value: date) -> str:
    """This will write a date as references do: ngày 01/7/2025."""
    return f"ngày {format_date(value)}"


def format_moment(value: datetime) -> str:
    """This will write an instant, already in the reader's local time: 17:00 ngày 23/11/2026."""
    return f"{value.hour:02}:{value.minute:02} {format_date_legal(value)}"


def format_due(value: str) -> str:
    """This will write a time of a finding, whole or in part: 30/6/2026, tháng 6/2026, quý IV/2025, 15/12, 2030."""
    match value.split("-"):
        case [year, quarter] if quarter in _ROMAN:
            return f"quý {_ROMAN[quarter]}/{year}"
        case [year, month] if len(year) == len("2026"):
            return f"tháng {int(month)}/{year}"
        case [month, day]:
            return f"{day}/{_figure(int(month))}"
        case [year, month, day]:
            return f"{day}/{_figure(int(month))}/{year}"
        case _:
            return value


def _month(value: date) -> str:
    return _figure(value.month)


def _figure(month: int) -> str:
    return f"{month:02}" if month < _FIRST_LONG_MONTH else str(month)
