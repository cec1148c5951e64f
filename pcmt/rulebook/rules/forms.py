"""Forms: which figures and answers are owed, by whom, when, and what must hold between them.

A form is a list of sections, each owned by one agency. A section asks single cells, tables (rows × columns) and
questions. Whoever only wants figures reads `Form.cells`: it is flat and holds the cells of tables and their totals too.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from pcmt.kernel.clock import WorkCalendar
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.kernel.source import Source

SEVERITIES = ("error", "warning")
ANSWER_KINDS = ("choice", "text", "date", "file")
AREAS, REGISTER = "areas:", "register:"
"""What stands before a code where a check reads the communes' sum, or what a register counts."""
LONGEST_TEXT = 2000
NEAR_THE_END = timedelta(days=45)


@dataclass(frozen=True)
class CellDef:
    """One figure that a form asks for; `element` is the full code with its categories.

    kind: count, measure, yesno, class, or rate (worked out from other cells, never typed and never stored).
    computed: the formula of a total or rate that the system works out and nobody types.
    restricted: seen only by the section's own agency and those who check the form.
    carried: the cell whose figure of the period before is offered here (opening stock from closing stock).
    estimate: the figure is an estimate (số ước) that a final one of the same period replaces.
    formerly: the element under whose code earlier periods keep the same figure.
    numerator, denominator: the two sides of a rate, to be shown beside it.
    """

    element: str
    label: str
    unit: str
    scale: int
    required: bool
    help: str
    source: Source
    kind: str = "count"
    restricted: bool = False
    computed: Node | None = None
    carried: str = ""
    estimate: bool = False
    formerly: str = ""
    numerator: Node | None = None
    denominator: Node | None = None

    @property
    def is_stored(self) -> bool:
        """Whether closing the report makes a fact of it; a rate is always worked out anew."""
        return self.kind != "rate"


@dataclass(frozen=True)
class Line:
    """A row or a column of a table. `total` marks the one that adds the others up."""

    code: str
    label: str
    unit: str = ""
    total: bool = False


@dataclass(frozen=True)
class Table:
    """Cells laid out as rows × columns.

    grid: the element code at each crossing, row by row; empty where nothing is asked. own: the codes that are this
    table's cells; of the others (a whole that is asked elsewhere in the form) the figure is only shown here.
    """

    code: str
    label: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    grid: tuple[tuple[str, ...], ...]
    own: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AnswerDef:
    """A question that is not answered by a figure: choice, text, date or file; kept with the report, never added up.

    options: (code, label) of a choice. longest: letters of a text.
    """

    code: str
    label: str
    kind: str
    required: bool
    help: str
    source: Source
    options: tuple[tuple[str, str], ...] = ()
    longest: int = LONGEST_TEXT
    restricted: bool = False

    def option_label(self, code: str) -> str:
        """This will give the label of an option; the code itself where the form does not know it."""
        return dict(self.options).get(code, code)


@dataclass(frozen=True)
class Section:
    """The part of a form that one agency fills in and its head confirms.

    owner_kind: that agency's kind; owner_name: its name, where the kind has several. Both empty: whoever owes the form.
    cells: every cell, of the list and of the tables. cumulative: heading of the column that adds the year up (lũy kế);
    empty where there is none.
    """

    code: str
    label: str
    owner_kind: str
    cells: tuple[CellDef, ...]
    owner_name: str = ""
    tables: tuple[Table, ...] = ()
    answers: tuple[AnswerDef, ...] = ()
    cumulative: str = ""

    @property
    def listed(self) -> tuple[CellDef, ...]:
        """The cells that stand in the list, outside the tables."""
        placed = frozenset[str]().union(*(table.own for table in self.tables))
        return tuple(cell for cell in self.cells if cell.element not in placed)


@dataclass(frozen=True)
class Check:
    """A condition between cells. An error stops the form from being sent; a warning asks for a word of reason.

    reads: cells of other forms, whose closed figures of the same area and period the condition may use.
    register: the cell that must equal what a register counts; the condition then says so.
    """

    code: str
    condition: Node
    severity: str
    message: str
    cells: tuple[str, ...]
    reads: tuple[str, ...] = ()
    register: str = ""


@dataclass(frozen=True)
class WordsField:
    """What a form asks in words (lời văn) beside its figures."""

    code: str
    label: str
    help: str


@dataclass(frozen=True)
class OwedBy:
    """Which agencies owe a form in areas of a level: all of a kind, or those named (as the directory names them).

    zone, areas: of all areas of the level only those of a zone, by its name, or those of these codes on the form's
    first day; both empty for all.
    """

    agency_kind: str
    level: str
    names: tuple[str, ...] = ()
    zone: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class DueRule:
    """When a form is due: so many days, or working days, after the period's last day, or on a fixed day of a month.

    day: the day of the month (0: none is fixed; beyond the month's end it is the last). month: `same` or `next` as seen
    from the period's last day, or its number, then the first such day from a month and a half before the end.
    before: the day itself is too late ("trước ngày 15/12").
    """

    day_offset: int = 0
    working: bool = False
    day: int = 0
    month: str = "next"
    before: bool = False

    def due_on(self, period: Period, calendar: WorkCalendar) -> date:
        """This will give the last day on which the form is in time; a day off moves it to the next working day.

        Where it must be there before a named day, it is never moved past that day.
        """
        if self.day:
            named = self._named(period.last_day)
            return named - timedelta(days=1) if self.before else calendar.on_or_after(named)
        if self.working:
            return calendar.add_working_days(period.last_day, self.day_offset)
        return calendar.on_or_after(period.last_day + timedelta(days=self.day_offset))

    def _named(self, last: date) -> date:
        if self.month in ("same", "next"):
            return _day_in(last.year, last.month + (self.month == "next"), self.day)
        month, earliest = int(self.month), last - NEAR_THE_END
        days = (_day_in(year, month, self.day) for year in (earliest.year, earliest.year + 1))
        return next(day for day in days if day >= earliest)


def _day_in(year: int, month: int, day: int) -> date:
    """The day of a month, at most its last; month 13 is the next January."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), following - timedelta(days=1))


@dataclass(frozen=True)
class Form:
    """One dated version of a form; the version in force on a period's last day is the one that the period owes.

    period_kind: RANGE of a form that is asked on occasion (đột xuất): each request names its days and its deadline.
    closes_after: how many days after its last deadline (extensions included) a period closes by itself; 0: by hand.
    """

    code: str
    version_from: date
    version_to: date | None
    label: str
    short_label: str
    period_kind: Kind
    calendar: Calendar
    owed_by: tuple[OwedBy, ...]
    due: DueRule
    sections: tuple[Section, ...]
    checks: tuple[Check, ...]
    words: tuple[WordsField, ...]
    source: Source
    closes_after: int = 0
    cell_by_code: dict[str, CellDef] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cell_by_code", {cell.element: cell for cell in self.cells})

    @property
    def id(self) -> str:
        """The identifier of this version: `xa-thang@2026-01-01`."""
        return f"{self.code}@{self.version_from}"

    @cached_property
    def cells(self) -> tuple[CellDef, ...]:
        """Every cell of every section, in order, those of tables included."""
        return tuple(cell for section in self.sections for cell in section.cells)

    @cached_property
    def answers(self) -> tuple[AnswerDef, ...]:
        """Every question of every section, in order."""
        return tuple(answer for section in self.sections for answer in section.answers)

    @property
    def is_on_request(self) -> bool:
        """Whether it has no periods of its own, but is asked on occasion."""
        return self.period_kind is Kind.RANGE

    @property
    def levels(self) -> frozenset[str]:
        """The levels of the areas for which it is owed."""
        return frozenset(owed.level for owed in self.owed_by)

    def cell(self, element: str) -> CellDef | None:
        """This will find the cell of an element, or None where the form does not ask for it."""
        return self.cell_by_code.get(element)

    def answer(self, code: str) -> AnswerDef | None:
        """This will find a question, or None where the form does not ask it."""
        return next((answer for answer in self.answers if answer.code == code), None)

    def section_of(self, code: str) -> Section | None:
        """This will find the section that asks for an element or a question, or None."""
        return next((part for part in self.sections if code in _codes_of(part)), None)


def _codes_of(section: Section) -> frozenset[str]:
    return frozenset(cell.element for cell in section.cells) | {answer.code for answer in section.answers}
