"""A submission's figures as formulas see them: its draft, and the closed figures of the area's periods before it."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from pcmt.kernel.period import Kind, Period
from pcmt.kernel.quantity import Quantity
from pcmt.prepared import Prepared
from pcmt.reporting import report_rows
from pcmt.reporting.adjusting import Adjusted, adjusted
from pcmt.reporting.models import DraftCell, Duty, Fact, Submission
from pcmt.reporting.outside import outside_figures, outside_labels
from pcmt.reporting.rules.checks import CheckResult, answer_checks
from pcmt.reporting.rules.lookback import cells_read, periods_read
from pcmt.reporting.rules.sheet import Sheet
from pcmt.rulebook.queries import CellDef, Form, book

PERIODS_BACK = 13


def _closed(facts: QuerySet[Fact], area_id: Any, periods: Any, elements: Any) -> QuerySet[Fact]:
    return facts.filter(area_id=area_id, period__in=periods, element__in=elements, superseded_at__isnull=True)


_CLOSED = Prepared(lambda area_id, periods, elements: _closed(Fact.objects.all(), area_id, periods, elements))
_CLOSED_BY = Prepared(
    lambda area_id, periods, elements, agency_id: _closed(
        Fact.whoever.filter(agency_id=agency_id), area_id, periods, elements
    )
)


def periods_before(period: Period) -> tuple[Period, ...]:
    """This will list the periods that a form looks back on, latest first, as far as a year ago."""
    if period.kind is Kind.RANGE:
        return ()
    return tuple(period.shifted(-step) for step in range(1, PERIODS_BACK + 1))


def closed_in(duty: Duty, form: Form, periods: Iterable[Period]) -> dict[str, dict[str, Fact]]:
    """This will load what was closed of a form's cells in some periods, by period id and element (one query at most).

    Of a form that several agencies owe for one area it is what this duty's agency reported. A figure that an earlier
    version kept under another code stands under today's (`formerly`), unless that period knows today's too.
    """
    wanted = [period.id for period in periods]
    found: dict[str, dict[str, Fact]] = {}
    if not wanted:
        return found
    now_called = {cell.formerly: cell.element for cell in form.cells if cell.formerly}
    elements = [*form.cell_by_code, *now_called]
    of_agency = duty.agency_id if book().is_shared(form) else None
    asked = (duty.area_id, wanted, elements)
    rows = _CLOSED.all(*asked) if of_agency is None else _CLOSED_BY.all(*asked, of_agency)
    renamed: list[Fact] = []
    for fact in rows:
        if fact.element in form.cell_by_code:
            found.setdefault(fact.period, {})[fact.element] = fact
        if fact.element in now_called:
            renamed.append(fact)
    for fact in renamed:
        found.setdefault(fact.period, {}).setdefault(now_called[fact.element], fact)
    return found


def draft_figures(cells: Iterable[DraftCell]) -> dict[str, Fraction]:
    """This will give the figures that are filled in, as exact fractions."""
    return {cell.element: Quantity(cell.scaled, cell.scale).fraction for cell in cells if cell.scaled is not None}


def typed_figures(submission: Submission) -> dict[str, Fraction]:
    """This will load a submission's figures alone, without their comments and revisions (one query)."""
    rows = report_rows.FIGURES.all(submission.pk)
    return {element: Quantity(scaled, scale).fraction for element, scaled, scale in rows if scaled is not None}


def sheet_of(
    duty: Duty,
    form: Form,
    figures: dict[str, Fraction],
    before: dict[str, dict[str, Fact]],
    *,
    area_name: str = "",
    later: Adjusted | None = None,
) -> Sheet:
    """This will lay a draft, the closed periods before it and what checks read from outside out for formulas.

    later: corrections that came once a period was closed; states stand as they were corrected.
    """
    period = Period.parse(duty.period)
    closed = {
        earlier: {code: Quantity(fact.scaled, fact.scale).fraction for code, fact in facts.items()}
        for earlier, facts in before.items()
    }
    computed = {cell.element: cell.computed for cell in form.cells if cell.computed is not None}
    later = later or Adjusted()
    for at, corrected in later.past.items():
        # What was worked out from a corrected figure is worked out anew, not read as it was closed.
        stale = {code for code, formula in computed.items() if cells_read(formula, computed) & corrected.keys()}
        kept = {code: figure for code, figure in closed.get(at, {}).items() if code not in stale}
        closed[at] = {**kept, **corrected}
    known: dict[str, dict[str, Fraction]] = {**closed, period.id: figures}
    for at, found in outside_figures(duty, form).items():
        known[at] = {**known.get(at, {}), **found}
    return Sheet(
        area=area_name,
        period=period,
        figures=known,
        labels={**outside_labels(form), **{cell.element: cell.label for cell in form.cells}},
        computed=computed,
        added=later.added,
    )


def quantity_of(cell: CellDef, sheet: Sheet) -> Quantity | None:
    """This will give a cell's figure, typed or computed; None where it, or a figure that it needs, is missing."""
    value = sheet.cell(cell.element)
    return Quantity.nearest(value.value, scale=cell.scale, unit=cell.unit) if value.is_known else None


def load_sheet(submission: Submission, form: Form) -> Sheet:
    """This will load what the checks and computed cells of a submission read, no more of its past (three queries).

    The area stays unnamed: its name is for the reader of a trace, and these answers are given without one.
    """
    before, later = look_back(submission.duty, form)
    return sheet_of(submission.duty, form, typed_figures(submission), before, later=later)


def look_back(duty: Duty, form: Form) -> tuple[dict[str, dict[str, Fact]], Adjusted]:
    """This will load what was closed of the periods that checks and computed cells read, and corrections since."""
    period = Period.parse(duty.period)
    computed = {cell.element: cell.computed for cell in form.cells if cell.computed is not None}
    asked = periods_read([*computed.values(), *(check.condition for check in form.checks)], period, computed)
    before = closed_in(duty, form, asked - {period})
    return before, adjusted(duty, before)


def checked(form: Form, sheet: Sheet, explanations: dict[str, str]) -> tuple[CheckResult, ...]:
    """This will answer the form's checks, each with the reason given for it, if there is one."""
    return tuple(
        CheckResult(
            answer.code,
            answer.severity,
            answer.outcome,
            answer.message,
            answer.cells,
            answer.missing,
            explanations.get(answer.code, ""),
        )
        for answer in answer_checks(form.checks, sheet)
    )


def explanations_of(submission: Submission) -> dict[str, str]:
    """This will give the reasons typed for warnings, by check."""
    return dict(report_rows.EXPLANATIONS.all(submission.pk))


def missing_cells(form: Form, sheet: Sheet, section: str | None = None) -> tuple[str, ...]:
    """This will name the required cells that are empty, in the whole form or in one section."""
    figures = sheet.figures[sheet.period.id]
    return tuple(
        cell.label
        for part in form.sections
        if section in (None, part.code)
        for cell in part.cells
        if cell.required and cell.computed is None and cell.element not in figures
    )
