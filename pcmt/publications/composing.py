"""Composing: a layout of the rulebook, filled from the sources of a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import Formatter
from typing import Protocol

from pcmt.kernel.period import Kind, Period
from pcmt.publications.rules.comparing import Measured, Thresholds, compared, earlier_called
from pcmt.publications.rules.content import Heading, OwnWords, Part, Piece, Quotations, Sentence, Table
from pcmt.rulebook.queries import (
    AgencyWordsBlock,
    Binding,
    Block,
    CommuneTableBlock,
    ComparisonRules,
    FigureRow,
    FiguresBlock,
    HeadingBlock,
    PlanStateBlock,
    SentenceBlock,
    Subject,
    WordsBlock,
    book,
)

NOT_ADDED = "x"
"""Stands where a figure is not added up over the year, as in the annexes of units' reports."""


@dataclass(frozen=True)
class Figure:
    """A value as a report shows it: its words, the reference that answers for it, and the exact value where known.

    short: the same in a table's cell, where what is missing is told once, under the table. unit, decimals: how it is
    counted and printed.
    """

    display: str
    ref: str
    exact: Fraction | None
    short: str = ""
    unit: str = ""
    decimals: int = 0

    @property
    def measured(self) -> Measured:
        """The figure for a comparison."""
        return Measured(self.exact, self.unit, self.decimals)

    @property
    def piece(self) -> Piece:
        """The figure in a sentence."""
        return Piece(self.display, self.ref, self.exact is not None)

    @property
    def cell(self) -> Piece:
        """The figure in a table."""
        return Piece(self.short or self.display, self.ref, self.exact is not None)


class Sources(Protocol):
    """Where a report's content comes from: one province in one period."""

    def figure(self, subject: Subject, column: str) -> Figure:
        """This will give the province's value in the period that a column of the layout means."""

    def commune_figures(self, subject: Subject) -> Sequence[tuple[str, Figure]]:
        """This will give the communes with their names and values in the period."""

    def unit(self, subject: Subject) -> str:
        """This will give the unit in which a subject is counted."""

    def is_state(self, subject: Subject) -> bool:
        """This will tell whether a subject is what stands at a period's end, and is never added up."""

    def words(self, form: str, field: str) -> Sequence[tuple[str, Piece]]:
        """This will give what the agencies wrote in a field of a form in the period, with their names."""

    def targets(self) -> Table:
        """This will give the state of the plan's targets."""

    def tasks(self) -> Table:
        """This will give the state of the plan's tasks."""


def column_periods(period: Period) -> dict[str, tuple[Period, str]]:
    """This will give, for each column a layout may name, the period that it means and its title.

    year_to_date of the second quarter is the half year, of the third the nine months, of the fourth the year; a month
    has none, because no named period runs from the year's start to a month's end.
    """
    whole = Period(Kind.YEAR, period.year, 1, period.calendar)
    half, nine = (Period(kind, period.year, 1, period.calendar) for kind in (Kind.HALF, Kind.NINE_MONTHS))
    to_date = (period, half, nine, whole)[period.index - 1] if period.kind is Kind.QUARTER else whole
    columns = {
        "this": (period, period.name),
        "previous": (period.previous(), period.previous().name),
        "last_year": (period.same_last_year(), f"Cùng kỳ: {period.same_last_year().name}"),
    }
    if period.kind is not Kind.MONTH:
        columns["year_to_date"] = (to_date, f"Lũy kế năm {period.year}")
    return columns


def compose_parts(
    blocks: Sequence[Block], sources: Sources, period: Period, places: Mapping[str, str]
) -> tuple[Part, ...]:
    """This will fill every block of a layout; `places` holds what `{province}`, `{period}` … stand for."""
    return tuple(_fill(block, sources, period, places) for block in blocks)


def _fill(block: Block, sources: Sources, period: Period, places: Mapping[str, str]) -> Part:
    match block:
        case HeadingBlock():
            return Heading(block.code, block.number, block.text.format(**places), block.level)
        case SentenceBlock():
            bound = {item.name: _bound(item, sources, period) for item in block.bindings}
            return Sentence(block.code, _pieces(block.template, bound, places))
        case FiguresBlock():
            return _figures_table(block, sources, period, places)
        case CommuneTableBlock():
            return _commune_table(block, sources, places)
        case AgencyWordsBlock():
            return Quotations(block.code, block.heading, tuple(sources.words(block.form, block.field)))
        case PlanStateBlock():
            table = sources.targets() if block.part == "targets" else sources.tasks()
            return Table(block.code, block.caption.format(**places), table.titles, table.numeric, table.rows)
        case WordsBlock():
            return OwnWords(block.code, block.label, block.help, block.required, block.suggested.format(**places))


def _bound(binding: Binding, sources: Sources, period: Period) -> Piece:
    now = sources.figure(binding.subject, binding.column)
    if not binding.against:
        return now.piece
    before = sources.figure(binding.subject, binding.against)
    # The words lead to the figure that was compared with; the period's own stands beside them and leads to itself.
    words = compared(
        now.measured,
        before.measured,
        against=earlier_called(period.kind, binding.against),
        by=thresholds(book().comparisons),
    )
    return Piece(words, before.ref, now.exact is not None and before.exact is not None)


def thresholds(rules: ComparisonRules) -> Thresholds:
    """This will give the measures of the rulebook to the rule that writes comparisons."""
    return Thresholds(rules.percent_from, rules.times_from, rules.decimals)


def _pieces(template: str, bound: Mapping[str, Piece], places: Mapping[str, str]) -> tuple[Piece, ...]:
    pieces = []
    for text, name, _, _ in Formatter().parse(template):
        if text:
            pieces.append(Piece(text))
        if name is not None:
            pieces.append(bound[name] if name in bound else Piece(places[name]))
    return tuple(pieces)


def _figures_table(block: FiguresBlock, sources: Sources, period: Period, places: Mapping[str, str]) -> Table:
    titles = column_periods(period)
    rows = tuple(
        (
            Piece(_row_label(row)),
            Piece(sources.unit(row.subject)),
            *(_cell(row, column, sources) for column in block.columns),
        )
        for row in block.rows
    )
    return Table(
        block.code,
        block.caption.format(**places),
        ("Nội dung", "Đơn vị tính", *(titles[column][1] for column in block.columns)),
        (False, False, *(True for _ in block.columns)),
        rows,
    )


def _cell(row: FigureRow, column: str, sources: Sources) -> Piece:
    """A figure in a table; what stands at a period's end is not added up, so that the year so far has none."""
    if column == "year_to_date" and sources.is_state(row.subject):
        return Piece(NOT_ADDED)
    return sources.figure(row.subject, column).cell


def _row_label(row: FigureRow) -> str:
    return f"- Trong đó: {row.label}" if row.indent else row.label


def _commune_table(block: CommuneTableBlock, sources: Sources, places: Mapping[str, str]) -> Table:
    columns = [dict(sources.commune_figures(column.subject)) for column in block.columns]
    ordering = list(sources.commune_figures(block.order_by))
    # Communes whose figure is not known come last whichever way the table runs: unknown is neither high nor low.
    sign = -1 if block.descending else 1
    ordering.sort(key=lambda row: (row[1].exact is None, sign * (row[1].exact or 0)))
    names = [name for name, _ in ordering][: block.limit or None]
    return Table(
        block.code,
        block.caption.format(**places),
        ("TT", "Xã, phường", *(column.label for column in block.columns)),
        (True, False, *(True for _ in block.columns)),
        tuple(
            (Piece(str(index)), Piece(name), *(column[name].cell for column in columns))
            for index, name in enumerate(names, 1)
        ),
    )
