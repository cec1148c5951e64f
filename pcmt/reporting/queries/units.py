"""Many units in one table: what each has in a part of a form for a period, units as rows, cells as columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import policy
from pcmt.reporting.closings import closings_of
from pcmt.reporting.models import DraftCell, Duty
from pcmt.reporting.owners import owners_among
from pcmt.reporting.queries.adjustments import AdjustmentView, carried_into_each
from pcmt.reporting.queries.duties import DutyView, area_names, duty_view, latest_rounds, visible_duties
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.rules.lookback import cells_read
from pcmt.reporting.rules.sheet import Figures, Sheet
from pcmt.reporting.sheets import quantity_of
from pcmt.rulebook.queries import CellDef, Form, Section, book
from vanban.text import sort_key

Kept = tuple[Quantity | None, int]
"""What a draft's cell holds, and its revision."""


@dataclass(frozen=True)
class FormPart:
    """What one table shows of a form: a section's list of cells, or one of its tables; `code` names it in addresses."""

    code: str
    label: str
    section: Section
    cells: tuple[CellDef, ...]


@dataclass(frozen=True)
class UnitFigure:
    """One cell of a unit. text: as one types it, empty where nothing is there. hidden: not for this reader.

    revision: of the draft's cell, which goes back with what is typed over it. carried: corrections of closed periods
    that this figure takes up, or is held against.
    """

    text: str
    hidden: bool = False
    quantity: Quantity | None = None
    revision: int = 0
    carried: tuple[AdjustmentView, ...] = ()


@dataclass(frozen=True)
class UnitRow:
    """One unit's report with its figures, in the order of the columns; `empty` counts the required cells left out.

    open: whether this reader may type here now.
    """

    duty: DutyView
    figures: tuple[UnitFigure, ...]
    empty: int
    open: bool = False


@dataclass(frozen=True)
class ColumnSum:
    """What a column adds up to over the units shown, and how many of them have a figure; None where it has no sum."""

    quantity: Quantity | None
    known: int


@dataclass(frozen=True)
class UnitsTable:
    """A part of a form for every unit that the actor may see; no rows where the period is not open."""

    form: Form
    period: Period
    parts: tuple[FormPart, ...]
    part: FormPart
    rows: tuple[UnitRow, ...]

    def sums(self, rows: Sequence[UnitRow]) -> tuple[ColumnSum, ...]:
        """This will add up the columns of some rows; a cell that the reader may not see leaves its column without."""
        return tuple(_sum(cell, [row.figures[place] for row in rows]) for place, cell in enumerate(self.part.cells))


def units_table(actor: Actor, form_code: str, period: Period, part: str, on: date) -> UnitsTable:
    """This will lay a part of a form out for all units; a fixed number of queries, whatever the number of units.

    part: a `FormPart` code; the first where the form has none such. Figures are those of the latest round, drafts too.
    on: the day by which unsent reports are judged overdue. NotFound for a form that asks no figures.
    """
    form = book().form(form_code, period.last_day)
    parts = _parts(form)
    if not parts:
        raise NotFound("Biểu này không có số liệu.")
    chosen = next((one for one in parts if one.code == part), parts[0])
    found = list(visible_duties(actor).filter(form_code=form_code, period=period.id))
    latest, names = latest_rounds(found), area_names(found)
    local = agencies.last_in({duty.area_id for duty in found}, period.last_day)
    owing = agencies.agencies_by_id(duty.agency_id for duty in found)
    typed = _typed([row.pk for row in latest.values()], chosen, form)
    carried = carried_into_each(form, period, found)
    closings, sources = closings_of(found), book().lifecycle("submission").moves["enter_cells"].sources
    rows = []
    for duty in found:
        view = duty_view(duty, latest[duty.pk], names[duty.area_id], owing[duty.agency_id].name, on)
        owner = owners_among(form, duty.agency_id, local[duty.area_id])[chosen.section.code]
        own = typed.get(view.submission_id, {})
        takes = latest[duty.pk].state in sources and duty.released_on is None and not closings.words(duty, on)
        row = _row(view, chosen, form, own, carried.get(duty.pk, ()), sees_all=_sees_all(actor, duty, owner))
        rows.append(replace(row, open=takes and bool(policy.may_enter(actor, duty, owner))))
    rows.sort(key=lambda row: (names[row.duty.area_id].sort_key, sort_key(row.duty.area_name)))
    return UnitsTable(form, period, parts, chosen, tuple(rows))


def _parts(form: Form) -> tuple[FormPart, ...]:
    found = []
    for section in form.sections:
        if section.listed:
            found.append(FormPart(section.code, section.label, section, section.listed))
        for table in section.tables:
            cells = (form.cell(code) for line in table.grid for code in line if code in table.own)
            label = f"{section.label} – {table.label}"
            found.append(FormPart(f"{section.code}.{table.code}", label, section, tuple(one for one in cells if one)))
    return tuple(found)


def _typed(submission_ids: Iterable[int], part: FormPart, form: Form) -> Mapping[int, dict[str, Kept]]:
    """The draft cells that the part shows or works its totals out from, by submission."""
    computed = {cell.element: cell.computed for cell in form.cells if cell.computed is not None}
    wanted = {cell.element for cell in part.cells}
    wanted |= {code for cell in part.cells if cell.computed for code in cells_read(cell.computed, computed)}
    rows = DraftCell.objects.filter(submission_id__in=list(submission_ids), element__in=wanted).values_list(
        "submission_id", "element", "scaled", "scale", "revision"
    )
    found: dict[int, dict[str, Kept]] = {}
    for submission_id, element, scaled, scale, revision in rows:
        quantity = None if scaled is None else Quantity(scaled, scale)
        found.setdefault(submission_id, {})[element] = (quantity, revision)
    return found


def _sees_all(actor: Actor, duty: Duty, owner_id: int) -> bool:
    return bool(policy.may_view_restricted(actor, duty, owner_id))


def _row(
    duty: DutyView,
    part: FormPart,
    form: Form,
    typed: Mapping[str, Kept],
    carried: Sequence[AdjustmentView],
    *,
    sees_all: bool,
) -> UnitRow:
    known: Figures = {element: quantity.fraction for element, (quantity, _) in typed.items() if quantity is not None}
    sheet = Sheet(
        area=duty.area_name,
        period=duty.period,
        figures={duty.period.id: known},
        labels={cell.element: cell.label for cell in form.cells},
        computed={cell.element: cell.computed for cell in form.cells if cell.computed is not None},
    )
    figures = tuple(
        replace(
            figure := _figure(cell, sheet, hidden=cell.restricted and not sees_all),
            revision=typed.get(cell.element, (None, 0))[1],
            carried=() if figure.hidden else tuple(one for one in carried if one.element == cell.element),
        )
        for cell in part.cells
    )
    empty = sum(cell.required and cell.element not in known for cell in part.cells)
    return UnitRow(duty, figures, empty)


def _figure(cell: CellDef, sheet: Sheet, *, hidden: bool) -> UnitFigure:
    quantity = None if hidden else quantity_of(cell, sheet)
    text = write_figure(quantity.scaled, quantity.scale, cell.kind) if quantity else ""
    return UnitFigure(text, hidden, quantity)


def _sum(cell: CellDef, figures: Sequence[UnitFigure]) -> ColumnSum:
    known = [one.quantity for one in figures if one.quantity is not None]
    if not known or any(one.hidden for one in figures) or not book().element(cell.element).sums_over_areas:
        return ColumnSum(None, len(known))
    total = known[0]
    for quantity in known[1:]:
        total = total + quantity
    return ColumnSum(total, len(known))
