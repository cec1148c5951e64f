"""Periods as old books name them: "Tháng 3/2023", "Quý II", "6 tháng đầu năm 2022", "Năm 2021", a day of Excel's."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pcmt.kernel.period import MONTHS, Calendar, Kind, Period
from vanban.text import fold

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)", re.ASCII)
_LONGEST = 300


@dataclass(frozen=True)
class PeriodWords:
    """A period that a text names; without a year the rest of the sheet has to say it."""

    kind: Kind
    index: int = 1
    year: int | None = None

    def within(self, year: int | None, calendar: Calendar) -> Period | None:
        """This will make it a period of a calendar, in its own year or else the given one; None without either."""
        own = self.year or year
        return Period(self.kind, own, self.index, calendar) if own else None


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[Kind, int]]]
_TAIL = r"(?:\s?[/.\-]\s?|,?\s?nam\s|\s)?((?:19|20)\d\d)?(?!\d)"
# What is longer comes first: "6 thang dau nam" holds no month.
_SPANS = {3: (Kind.QUARTER, 1), 6: (Kind.HALF, 1), 9: (Kind.NINE_MONTHS, 1), 12: (Kind.YEAR, 1)}
_RULES: tuple[_Rule, ...] = (
    (
        re.compile(r"\bthang 0?1 den (?:het )?thang (0?3|0?6|0?9|12)" + _TAIL, re.ASCII),
        lambda one: _SPANS[int(one[1])],
    ),
    (re.compile(r"\b0?6 thang dau nam" + _TAIL, re.ASCII), lambda _: (Kind.HALF, 1)),
    (re.compile(r"\b0?6 thang cuoi nam" + _TAIL, re.ASCII), lambda _: (Kind.HALF, 2)),
    (re.compile(r"\b0?9 thang(?: dau nam)?(?!\s?\d)" + _TAIL, re.ASCII), lambda _: (Kind.NINE_MONTHS, 1)),
    (re.compile(r"\b0?3 thang dau nam" + _TAIL, re.ASCII), lambda _: (Kind.QUARTER, 1)),
    (re.compile(r"\b12 thang(?!\s?\d)" + _TAIL, re.ASCII), lambda _: (Kind.YEAR, 1)),
    (re.compile(r"\b0?6 thang(?!\s?\d)" + _TAIL, re.ASCII), lambda _: (Kind.HALF, 1)),
    (re.compile(r"\bquy\s?(iv|iii|ii|i|[1-4])\b" + _TAIL, re.ASCII), lambda one: (Kind.QUARTER, _quarter(one[1]))),
    (re.compile(r"\b(?:thang\s?|t\.?)(0?[1-9]|1[0-2])(?!\d)" + _TAIL, re.ASCII), lambda one: (Kind.MONTH, int(one[1]))),
    (re.compile(r"^(0?[1-9]|1[0-2])\s?[/\-]\s?((?:19|20)\d\d)$", re.ASCII), lambda one: (Kind.MONTH, int(one[1]))),
    (re.compile(r"^nam ((?:19|20)\d\d)\b|\bnam ((?:19|20)\d\d)(?!\d)", re.ASCII), lambda _: (Kind.YEAR, 1)),
    (re.compile(r"^((?:19|20)\d\d)$", re.ASCII), lambda _: (Kind.YEAR, 1)),
)
_DAY = re.compile(r"(\d{4})-(\d\d)-\d\d", re.ASCII)
_IDENTIFIER = re.compile(r"\d{4}(?:-(?:\d\d|Q[1-4]|H[12]|9M))?", re.ASCII)
_REPORTING_DAYS = re.compile(r"\b15\s?[/.]\s?\d{1,2}(?:\s?[/.]\s?\d{4})?.{1,20}\b14\s?[/.]\s?\d{1,2}", re.ASCII)


def read_period(text: str) -> PeriodWords | None:
    """This will find the period that a text names; None where it names none.

    A day, into which Excel turns "03/2023", means its month. What covers more months is recognised first.
    """
    if day := _DAY.fullmatch(text):
        return PeriodWords(Kind.MONTH, int(day[2]), int(day[1]))
    if _IDENTIFIER.fullmatch(text):
        try:
            period = Period.parse(text)
        except ValueError:
            return None
        return PeriodWords(period.kind, period.index, period.year)
    said = fold(text[:_LONGEST])
    for pattern, meant in _RULES:
        if found := pattern.search(said):
            kind, index = meant(found)
            years = [int(group) for group in found.groups() if group and len(group) == len("2023")]
            return PeriodWords(kind, index, years[0] if years else None)
    return None


def shortest(found: Iterable[PeriodWords | None]) -> PeriodWords | None:
    """This will choose of several periods the shortest, which says most; None where there is none."""
    return min((one for one in found if one is not None), key=lambda one: MONTHS[one.kind], default=None)


def year_in(text: str) -> int | None:
    """This will find the year that a text names first, alone or in a day; None where there is none."""
    found = _YEAR.search(text[:_LONGEST])
    return int(found[1]) if found else None


def is_of_reporting_days(text: str) -> bool:
    """This will tell whether a text counts from a 15th to a 14th, as Nghị định 09/2019/NĐ-CP Điều 12 does."""
    return bool(_REPORTING_DAYS.search(text[:_LONGEST]))


def _quarter(text: str) -> int:
    return ROMAN[text] if text in ROMAN else int(text)
