"""Periods in two calendars, with identifiers that show which one.

Civil: `2026-06`, `2026-Q2`, `2026-H1`, `2026-9M`, `2026`; up to a month, from the year's beginning `2026-06-YTD`, or
over twelve months `2026-06-R12`. Free: `2026-05-15..2026-06-30`.
Nghị định 09/2019/NĐ-CP, Điều 12: the same with `@nd09`, where a month runs from the 15th of the month before to the
14th, and the year from 15/12 to 14/12.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property


class Calendar(StrEnum):
    """Which days a period's name means."""

    CIVIL = "civil"
    ND09 = "nd09"


class Kind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    RANGE = "range"
    TO_DATE = "to_date"
    ROLLING = "rolling"


ENCLOSING = (Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR)
MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.NINE_MONTHS: 9, Kind.YEAR: 12}
SPANS = {Kind.TO_DATE: "YTD", Kind.ROLLING: "R12"}
"""Stretches of months that end with one: nobody reports them, they are read from what they are made of."""
PATTERN = re.compile(
    r"(?P<year>[12]\d{3})(?:-(?:(?P<month>0[1-9]|1[0-2])(?:-(?P<span>YTD|R12))?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<nine>9M)))?(?P<nd09>@nd09)?",
    re.ASCII,
)
FREE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)


@dataclass(frozen=True)
class Period:
    """A named stretch of days; `index` counts within the year from 1 (June is 6, the second quarter 2)."""

    kind: Kind
    year: int
    index: int = 1
    calendar: Calendar = Calendar.CIVIL
    free: tuple[date, date] | None = None

    @classmethod
    def parse(cls, identifier: str) -> "Period":
        """This will read an identifier; raises ValueError where it names no period."""
        if free := FREE.fullmatch(identifier):
            first, last = (date.fromisoformat(day) for day in free.groups())
            return cls.between(first, last)
        found = PATTERN.fullmatch(identifier)
        if not found:
            raise ValueError(f"no period: {identifier!r}")
        year, calendar = int(found["year"]), Calendar.ND09 if found["nd09"] else Calendar.CIVIL
        for kind, name in SPANS.items():
            if found["span"] == name:
                return cls(kind, year, int(found["month"]), calendar)
        for kind in (Kind.MONTH, Kind.QUARTER, Kind.HALF):
            if found[kind.value]:
                return cls(kind, year, int(found[kind.value]), calendar)
        return cls(Kind.NINE_MONTHS if found["nine"] else Kind.YEAR, year, 1, calendar)

    @classmethod
    def between(cls, first: date, last: date) -> "Period":
        """This will make a free range, both days included; raises ValueError where it ends before it begins."""
        if last < first:
            raise ValueError(f"a period cannot end ({last}) before it begins ({first})")
        return cls(Kind.RANGE, first.year, 1, Calendar.CIVIL, (first, last))

    @classmethod
    def month_of(cls, day: date, calendar: Calendar = Calendar.CIVIL) -> "Period":
        """This will find the month that a day falls in (15/12/2025 is in January 2026 of Nghị định 09)."""
        if calendar is Calendar.ND09 and day.day >= 15:
            day = day.replace(day=1) + timedelta(days=31)
        return cls(Kind.MONTH, day.year, day.month, calendar)

    @classmethod
    def holding(cls, day: date, kind: Kind, calendar: Calendar = Calendar.CIVIL) -> "Period":
        """This will find the period of a kind that a day falls in; of nine months, past them, the next."""
        month = cls.month_of(day, calendar)
        if kind is Kind.NINE_MONTHS:
            return cls(kind, month.year + (month.index > MONTHS[kind]), 1, calendar)
        if kind in SPANS:
            return cls(kind, month.year, month.index, calendar)
        return month.enclosing(kind)

    @cached_property
    def id(self) -> str:
        """The identifier, that `parse` reads back."""
        if self.free:
            return f"{self.free[0]}..{self.free[1]}"
        part = {
            Kind.MONTH: f"-{self.index:02}",
            Kind.QUARTER: f"-Q{self.index}",
            Kind.HALF: f"-H{self.index}",
            Kind.NINE_MONTHS: "-9M",
            Kind.YEAR: "",
            **{kind: f"-{self.index:02}-{name}" for kind, name in SPANS.items()},
        }[self.kind]
        return f"{self.year:04}{part}" + ("@nd09" if self.calendar is Calendar.ND09 else "")

    @cached_property
    def first_day(self) -> date:
        """The first day that counts."""
        if self.free:
            return self.free[0]
        if self.is_span:
            return _month_start(self.year, self.index - self.width + 1, self.calendar)
        return _month_start(self.year, (self.index - 1) * self.width + 1, self.calendar)

    @cached_property
    def last_day(self) -> date:
        """The last day that counts."""
        if self.free:
            return self.free[1]
        end = self.index if self.is_span else self.index * self.width
        return _month_start(self.year, end + 1, self.calendar) - timedelta(days=1)

    @property
    def is_span(self) -> bool:
        """Whether it is a stretch up to a month, made of others and reported by nobody."""
        return self.kind in SPANS

    @property
    def width(self) -> int:
        """How many months it is made of; 0 for a free range, which has none."""
        if self.kind is Kind.TO_DATE:
            return self.index
        return MONTHS[Kind.YEAR] if self.kind is Kind.ROLLING else MONTHS.get(self.kind, 0)

    def contains(self, day: date) -> bool:
        """This will tell whether the day counts in this period."""
        return self.first_day <= day <= self.last_day

    def shifted(self, steps: int) -> "Period":
        """This will move by whole periods of the same kind; raises ValueError for free ranges."""
        if self.free:
            raise ValueError("a free range has no next or previous")
        per_year = 1 if self.kind is Kind.NINE_MONTHS else 12 if self.is_span else 12 // self.width
        position = self.year * per_year + self.index - 1 + steps
        return Period(self.kind, position // per_year, position % per_year + 1, self.calendar)

    def previous(self) -> "Period":
        """This will give the period just before."""
        return self.shifted(-1)

    def before(self) -> "Period":
        """This will give what ended as it began: the period just before; of a year to date, the whole year before.

        Where previous stretches up to a month overlap, this is what “at the beginning” and “one period back” mean.
        """
        if self.kind is Kind.TO_DATE:
            return Period(Kind.YEAR, self.year - 1, 1, self.calendar)
        return self.same_last_year() if self.kind is Kind.ROLLING else self.previous()

    def next(self) -> "Period":
        """This will give the period just after."""
        return self.shifted(1)

    def same_last_year(self) -> "Period":
        """This will give the same period of the year before (cùng kỳ năm trước)."""
        if self.free:
            raise ValueError("a free range has no same period last year")
        return Period(self.kind, self.year - 1, self.index, self.calendar)

    def months(self) -> tuple["Period", ...]:
        """This will list the months that make it up; raises ValueError for free ranges."""
        if self.free:
            raise ValueError("a free range has no months")
        if self.is_span:
            last = Period(Kind.MONTH, self.year, self.index, self.calendar)
            return tuple(last.shifted(-step) for step in reversed(range(self.width)))
        first = (self.index - 1) * self.width + 1
        return tuple(Period(Kind.MONTH, self.year, month, self.calendar) for month in range(first, first + self.width))

    def enclosing(self, kind: Kind) -> "Period":
        """This will give the quarter, half or year that holds it; raises ValueError where none does."""
        if self.free or self.is_span or kind not in ENCLOSING or MONTHS[kind] % self.width:
            raise ValueError(f"no {kind} holds {self.id}")
        month = (self.index - 1) * self.width
        return Period(kind, self.year, month // MONTHS[kind] + 1, self.calendar)

    def year_to_date(self) -> tuple["Period", ...]:
        """This will list the periods of the same kind from the year's first to this one (lũy kế).

        Of a stretch up to a month its months.
        """
        if self.is_span:
            return self.months()
        return tuple(Period(self.kind, self.year, index, self.calendar) for index in range(1, self.index + 1))

    @cached_property
    def name(self) -> str:
        """The Vietnamese name without its days: `Tháng 11/2026`, `Quý IV/2026`, `Năm 2026`."""
        if self.free:
            return f"Từ {_vn(self.free[0])} đến {_vn(self.free[1])}"
        return {
            Kind.MONTH: f"Tháng {self.index}/{self.year}",
            Kind.QUARTER: f"Quý {('I', 'II', 'III', 'IV')[self.index - 1] if self.index <= 4 else ''}/{self.year}",
            Kind.HALF: f"6 tháng {'đầu' if self.index == 1 else 'cuối'} năm {self.year}",
            Kind.NINE_MONTHS: f"9 tháng năm {self.year}",
            Kind.YEAR: f"Năm {self.year}",
            Kind.TO_DATE: f"Lũy kế đến tháng {self.index}/{self.year}",
            Kind.ROLLING: f"12 tháng đến tháng {self.index}/{self.year}",
        }[self.kind]

    @property
    def name_inside(self) -> str:
        """The name as it stands inside a sentence: `quý IV/2026`; the numeral of the quarter stays as it is."""
        return self.name[:1].lower() + self.name[1:]

    @property
    def label(self) -> str:
        """The Vietnamese name with its days, where they are not the civil ones: `Tháng 11/2026 (15/10 – 14/11)`."""
        if self.calendar is Calendar.CIVIL:
            return self.name
        first, last = self.first_day, self.last_day
        start = f"{first:%d/%m}" + (f"/{first.year}" if first.year != last.year else "")
        return f"{self.name} ({start} – {last:%d/%m}" + (f"/{last.year})" if first.year != last.year else ")")

    @property
    def label_inside(self) -> str:
        """The label as it stands inside a sentence: `tháng 11/2026 (15/10 – 14/11)`."""
        return self.label[:1].lower() + self.label[1:]

    def __str__(self) -> str:
        return self.id


def _month_start(year: int, month: int, calendar: Calendar) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if calendar is Calendar.CIVIL:
        return date(year, month, 1)
    return (date(year, month, 1) - timedelta(days=1)).replace(day=15)


def _vn(day: date) -> str:
    """A date as `vanban.text.format_date` writes it, which stands beside the kernel and is not imported."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"
