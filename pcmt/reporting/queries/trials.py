"""A form tried out before it is a rule: the grid with typed figures and its checks answered, and nothing stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pcmt.kernel.period import Kind, Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.queries.answers import AnswerView
from pcmt.reporting.queries.duties import DutyView
from pcmt.reporting.queries.sheet_cells import SheetCell
from pcmt.reporting.queries.sheet_views import (
    MoveView,
    SectionView,
    SubmissionView,
    TableView,
    WordsView,
)
from pcmt.reporting.rules.checks import answer_checks
from pcmt.reporting.rules.figures import WrongFigure, read_figure
from pcmt.reporting.rules.in_hand import form_in_hand
from pcmt.reporting.rules.sheet import Sheet
from pcmt.reporting.sheets import missing_cells, quantity_of
from pcmt.rulebook.queries import AnswerDef, CellDef, Form, Section, book

LATER = "Khi trả lời thật thì đính kèm tệp."


@dataclass(frozen=True)
class Trial:
    """A form as whoever fills it in will see it. wrong: by element, why a typed text is no figure for its cell."""

    view: SubmissionView
    wrong: Mapping[str, str]


def trial(form: Form, typed: Mapping[str, str], *, unit: str, period: Period | None, on: date) -> Trial:
    """This will lay a form out for entry with what was typed, by element; no database is asked and nothing kept.

    unit: whose report it pretends to be. period: what it would be asked for; one that holds `on` where none is known.
    """
    asked = period or _some_period(form, on)
    figures: dict[str, Fraction] = {}
    wrong: dict[str, str] = {}
    for cell in form.cells:
        if cell.computed is None and (text := typed.get(cell.element, "")):
            try:
                scaled = read_figure(text[:200], kind=cell.kind, scale=cell.scale)
            except WrongFigure as error:
                wrong[cell.element] = str(error)
                continue
            if scaled is not None:
                figures[cell.element] = Quantity(scaled, cell.scale).fraction
    sheet = Sheet(
        area=unit,
        period=asked,
        figures={asked.id: figures},
        labels={cell.element: cell.label for cell in form.cells},
        computed={cell.element: cell.computed for cell in form.cells if cell.computed is not None},
    )
    return Trial(_view(form, sheet, unit, on), wrong)


def _some_period(form: Form, on: date) -> Period:
    if form.period_kind is Kind.RANGE:
        return Period.between(on, on)
    return Period.holding(on, form.period_kind, form.calendar)


def _view(form: Form, sheet: Sheet, unit: str, on: date) -> SubmissionView:
    return SubmissionView(
        id=0,
        duty=_duty(form, sheet.period, unit, on),
        version=0,
        reason="",
        sections=tuple(_section(section, form, sheet, unit) for section in form.sections),
        words=tuple(WordsView(one.code, one.label, one.help, "", 0) for one in form.words),
        may_write_words=True,
        checks=answer_checks(form.checks, sheet),
        signature=None,
        steps=(),
        moves=(MoveView("enter_cells", "Nhập số liệu", may=True),),
        rounds=(),
        in_hand=form_in_hand(form, sheet),
    )


def _duty(form: Form, period: Period, unit: str, on: date) -> DutyView:
    return DutyView(
        id=0,
        form_id=form.id,
        form_code=form.code,
        form_label=form.label,
        form_short=form.short_label,
        period=period,
        area_id=0,
        area_name=unit,
        agency_id=0,
        agency_name=unit,
        due_on=on,
        submission_id=0,
        version=0,
        round=1,
        state="draft",
        state_label="Xem thử",
        tone="on",
        sent_at=None,
        accepted_at=None,
        timing=None,
    )


def _section(section: Section, form: Form, sheet: Sheet, unit: str) -> SectionView:
    cells = {cell.element: _cell(cell, sheet) for cell in form.cells}
    other = _other_owner(section, form)
    return SectionView(
        code=section.code,
        label=section.label,
        owner_id=0,
        owner=other or unit,
        cells=tuple(cells[cell.element] for cell in section.cells),
        listed=tuple(cells[cell.element] for cell in section.listed),
        tables=tuple(TableView.of(table, cells) for table in section.tables),
        answers=tuple(_answer(one) for one in section.answers),
        needs_confirmation=bool(other),
        confirmation=None,
        missing=missing_cells(form, sheet, section.code),
        may_enter=True,
        may_confirm=False,
        confirms_instead=False,
    )


def _other_owner(section: Section, form: Form) -> str:
    """Who confirms a part that is not of those who owe the form: by name, else by kind; "" where it is theirs."""
    if section.owner_name:
        theirs = {name.casefold() for owed in form.owed_by for name in owed.names}
        return "" if section.owner_name.casefold() in theirs else section.owner_name
    if not section.owner_kind or section.owner_kind in {owed.agency_kind for owed in form.owed_by}:
        return ""
    return book().agency_kinds.get(section.owner_kind, section.owner_kind)


def _cell(cell: CellDef, sheet: Sheet) -> SheetCell:
    quantity = quantity_of(cell, sheet)
    return SheetCell.of(cell, quantity, present=quantity is not None)


def _answer(one: AnswerDef) -> AnswerView:
    """A question as it will stand; what asks for a file is shown as a text, for nothing is kept here."""
    is_file = one.kind == "file"
    return AnswerView(
        code=one.code,
        label=one.label,
        kind="text" if is_file else one.kind,
        required=one.required,
        help=LATER if is_file else one.help,
        source=one.source,
        options=one.options,
        longest=one.longest,
        hidden=False,
        value="",
        text="",
        revision=0,
        file_id=None,
    )
