"""Many reports of one form and period handed out as one workbook, for whoever fills in for many units."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.formula.tree import Binary, Cell, Node
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting import policy, seals
from pcmt.reporting.models import DraftCell, Duty, Submission
from pcmt.reporting.owners import owners_among
from pcmt.reporting.queries.adjustments import AdjustmentView, carried_into_each
from pcmt.reporting.queries.blanks import BlankFile, NothingToEnter, taker, typed_text
from pcmt.reporting.queries.duties import area_names, latest_rounds, visible_duties
from pcmt.reporting.rules.blank_of_units import ColumnHead, UnitFigure, UnitRow, page_of_section
from pcmt.rulebook.queries import CellDef, Form, Section, book
from vanban.text import file_name
from workbook.blanks.spec import Blank, Page
from workbook.blanks.writing import write_blank

ENTER = "reporting.enter_cells"
MOST_UNITS = 150


@dataclass(frozen=True)
class _Many:
    """The reports that the actor may type into, in the order of their units, with what stands in them."""

    form: Form
    duties: tuple[Duty, ...]
    rounds: Mapping[int, Submission]
    names: Mapping[int, str]
    owners: Mapping[int, Mapping[str, int]]
    drafts: Mapping[tuple[int, str], DraftCell]
    carried: Mapping[int, tuple[AdjustmentView, ...]]
    actor: Actor

    def pages(self, period: Period, footer: str) -> Iterable[Page]:
        """A page for each section of which anything is open to the actor."""
        for section in self.form.sections:
            columns = tuple(_head(cell) for cell in section.cells)
            heading = (section.label, f"{self.form.label} · {period.label}")
            rows, notes = self.rows(section), self.notes(section)
            yield page_of_section(section.label, heading, columns, rows, footer, notes=notes)

    def rows(self, section: Section) -> Iterable[UnitRow]:
        """A row for each unit; what is not for the actor stays empty and locked."""
        for duty in self.duties:
            owner, submission = self.owners[duty.pk][section.code], self.rounds[duty.pk].pk
            may_type = bool(policy.may_enter(self.actor, duty, owner))
            sees_all = bool(policy.may_view_restricted(self.actor, duty, owner))
            figures = {
                cell.element: self.figure(submission, cell, may_type and (sees_all or not cell.restricted))
                if sees_all or not cell.restricted
                else UnitFigure("", "", 0)
                for cell in section.cells
            }
            yield UnitRow(submission, self.names[duty.area_id], figures)

    def notes(self, section: Section) -> Iterable[str]:
        """What the reports take up of corrections of closed periods, in the section's cells that the actor may see."""
        for duty in self.duties:
            sees_all = bool(policy.may_view_restricted(self.actor, duty, self.owners[duty.pk][section.code]))
            seen = {cell.element for cell in section.cells if sees_all or not cell.restricted}
            for one in self.carried.get(duty.pk, ()):
                if one.element in seen:
                    yield f"{self.names[duty.area_id]}, {one.label}: {one.told} ({one.reason})"

    def figure(self, submission: int, cell: CellDef, may_type: bool) -> UnitFigure:
        """What stands in a unit's cell."""
        draft = self.drafts.get((submission, cell.element))
        held = Quantity(draft.scaled, draft.scale) if draft is not None and draft.scaled is not None else None
        key = f"{submission}/{cell.element}" if may_type and cell.computed is None else ""
        return UnitFigure(key, typed_text(held, cell.kind), draft.revision if draft else 0)


@dataclass(frozen=True)
class Fillable:
    """A form and period of which the actor fills in the reports of several units now."""

    form_code: str
    form_label: str
    period: Period
    units: int


def fillable(actor: Actor) -> tuple[Fillable, ...]:
    """This will list what may be handed out as one workbook, latest period first (two queries)."""
    sources = book().lifecycle("submission").moves["enter_cells"].sources
    found = [
        row
        for row in visible_duties(actor).order_by("-first_day", "form_code")
        if actor.may(ENTER, agency_id=row.agency_id, area_id=row.area_id)
    ]
    rounds = latest_rounds(found)
    counts = Counter((row.form_id, row.period) for row in found if rounds[row.pk].state in sources)
    return tuple(
        Fillable(form.code, form.short_label, Period.parse(period), units)
        for (form_id, period), units in counts.items()
        if units > 1 and (form := book().form_by_id(form_id))
    )


def _load(actor: Actor, form: Form, found: Iterable[Duty], rounds: Mapping[int, Submission]) -> _Many:
    rows = [row for row in found if row.form_id == form.id]
    views = area_names(rows)
    rows.sort(key=lambda row: views[row.area_id].sort_key)
    local = agencies.last_in([row.area_id for row in rows], max((row.last_day for row in rows), default=date.min))
    owners = {row.pk: owners_among(form, row.agency_id, local[row.area_id]) for row in rows}
    mine = [row for row in rows if any(policy.may_enter(actor, row, owner) for owner in owners[row.pk].values())]
    cells = DraftCell.objects.filter(submission__in=[rounds[row.pk] for row in mine])
    names = {area: view.full_name for area, view in views.items()}
    drafts = {(cell.submission_id, cell.element): cell for cell in cells}
    carried = carried_into_each(form, Period.parse(mine[0].period), mine) if mine else {}
    return _Many(form, tuple(mine), rounds, names, owners, drafts, carried, actor)


def _head(cell: CellDef) -> ColumnHead:
    return ColumnHead(
        cell.element, cell.label, cell.unit, cell.kind, cell.scale, cell.computed is not None, _terms(cell.computed)
    )


def _terms(formula: Node | None) -> tuple[str, ...]:
    """The elements that a total adds up; none where it does anything else."""
    if isinstance(formula, Cell):
        return (formula.code,)
    if isinstance(formula, Binary) and formula.op == "add":
        left, right = _terms(formula.left), _terms(formula.right)
        return (*left, *right) if left and right else ()
    return ()


def blank_of_many(actor: Actor, form_code: str, period: Period, at: datetime) -> BlankFile:
    """This will hand out all reports of a form and period that the actor may fill in now, units as rows.

    Raises NothingToEnter where there are none, or more than a workbook should hold.
    """
    found = list(visible_duties(actor).filter(form_code=form_code, period=period.id))
    rounds = latest_rounds(found)
    sources = book().lifecycle("submission").moves["enter_cells"].sources
    moving = [row for row in found if rounds[row.pk].state in sources]
    many = _load(actor, book().form(form_code, period.last_day), moving, rounds)
    pages = [page for page in many.pages(period, taker(actor, at)) if page.inputs]
    if not pages or len(many.duties) > MOST_UNITS:
        raise NothingToEnter(
            f"{period.name}: không có báo cáo nào để nhập chung một tệp.",
            remedy=f"Tệp chung dành cho người nhập số liệu của nhiều đơn vị, nhiều nhất {MOST_UNITS} đơn vị.",
        )
    stamp = {
        "form": many.form.id,
        "form_label": many.form.label,
        "period": period.id,
        "period_label": period.label,
        "units": ",".join(str(rounds[row.pk].pk) for row in many.duties),
        "unit_label": f"{len(many.duties)} đơn vị",
        "taken": taker(actor, at),
    }
    content = write_blank(Blank(tuple(pages), stamp), seals.seal)
    units = f"{len(many.duties)} đơn vị"
    return BlankFile(file_name(many.form.short_label, units, period.id.partition("@")[0], ending="xlsx"), content)
