"""What typed figures would come to, before they are saved: totals, checks, and the cells that cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import policy
from pcmt.reporting.models import Submission
from pcmt.reporting.owners import section_owners
from pcmt.reporting.rules.checks import CheckResult
from pcmt.reporting.rules.figures import WrongFigure, read_figure, write_figure
from pcmt.reporting.sheets import (
    checked,
    closed_before,
    draft_figures,
    explanations_of,
    missing_cells,
    quantity_of,
    sheet_of,
)
from pcmt.rulebook.queries import Form, book


@dataclass(frozen=True)
class Preview:
    """wrong: message by element; computed: written figure by element ("" where unknown); missing: empty labels."""

    wrong: Mapping[str, str]
    computed: Mapping[str, str]
    checks: tuple[CheckResult, ...]
    missing: tuple[str, ...]


def preview(actor: Actor, submission_id: int, cells: Mapping[str, str]) -> Preview:
    """This will answer the form's checks as if the typed cells were saved; nothing is written."""
    row = Submission.objects.select_related("duty").filter(pk=submission_id).first()
    if row is None:
        raise NotFound("Không tìm thấy báo cáo số liệu này.")
    duty, form = row.duty, book().form_by_id(row.duty.form_id)
    owners = section_owners(form, duty.agency_id, duty.area_id, duty.last_day)
    policy.require_sight(policy.may_view(actor, duty, owners.values()))
    figures = draft_figures(row.cells.all())
    wrong = _overlay(figures, form, cells)
    before = closed_before(duty.area_id, Period.parse(duty.period), [cell.element for cell in form.cells])
    area = areas.last_seen([duty.area_id], duty.last_day)[duty.area_id]
    sheet = sheet_of(duty, form, figures, before, area.full_name)
    computed = {cell.element: quantity_of(cell, sheet) for cell in form.cells if cell.computed is not None}
    return Preview(
        wrong=wrong,
        computed={key: write_figure(value.scaled, value.scale) if value else "" for key, value in computed.items()},
        checks=checked(form, sheet, explanations_of(row)),
        missing=missing_cells(form, sheet),
    )


def _overlay(figures: dict[str, Fraction], form: Form, cells: Mapping[str, str]) -> dict[str, str]:
    """Lay typed texts over the saved figures; return what cannot be read."""
    wrong: dict[str, str] = {}
    for element, text in cells.items():
        cell = form.cell(element)
        if cell is None or cell.computed is not None:
            continue
        figures.pop(element, None)
        try:
            scaled = read_figure(text, kind=cell.kind, scale=cell.scale)
        except WrongFigure as error:
            wrong[element] = str(error)
            continue
        if scaled is not None:
            figures[element] = Quantity(scaled, cell.scale).fraction
    return wrong
