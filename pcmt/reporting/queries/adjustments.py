"""Corrections of closed periods carried into later ones, as pages show them; and what may still be carried."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy, report_rows
from pcmt.reporting.adjusting import adjusted, carried_from, held_right, is_added, next_taking, taken_up
from pcmt.reporting.models import Adjustment, Duty, Submission
from pcmt.reporting.queries.sheet_cells import SheetCell
from pcmt.reporting.queries.sheet_views import SubmissionView
from pcmt.reporting.rules.figures import write_figure
from pcmt.rulebook.queries import CellDef, Form, book


@dataclass(frozen=True)
class AdjustmentView:
    """One correction: of which period, into which, from what to what; `added` where the difference is added there.

    gap: the difference in words with its sign. waits: the report that takes it up was not sent yet.
    """

    element: str
    label: str
    of: Period
    into: Period
    before: str
    after: str
    gap: str
    added: bool
    reason: str
    person: str
    at: datetime
    waits: bool

    @property
    def told(self) -> str:
        """What was corrected, and what becomes of it in the period that takes it up, in words for who fills that in."""
        told = f"Điều chỉnh {self.of.name_inside}: {self.before} → {self.after}"
        return f"{told}; " + (
            f"khi chốt, {self.gap} cộng vào số của kỳ này" if self.added else "kỳ này so với số đã điều chỉnh"
        )


@dataclass(frozen=True)
class Adjustments:
    """What was carried into a report, and what was carried out of it, oldest first."""

    into: tuple[AdjustmentView, ...] = ()
    out: tuple[AdjustmentView, ...] = ()

    def notes(self, *, with_reasons: bool = True) -> dict[str, str]:
        """This will say of each element what was corrected in an earlier period, and what becomes of it in this one."""
        notes: dict[str, str] = {}
        for one in self.into:
            earlier = f"{notes[one.element]}. " if one.element in notes else ""
            notes[one.element] = f"{earlier}{one.told}{f' ({one.reason})' if with_reasons else ''}"
        return notes


@dataclass(frozen=True)
class CarriedSum:
    """What corrections of closed periods add to a period's total: how much in all, with its sign, in how many units."""

    gap: str
    units: int


@dataclass(frozen=True)
class Carriable:
    """What a closed report holds that can be corrected in a later period; why_not: what stands in the way, if it does.

    cells: each typed cell with the figure that is held to be right now, as one types it.
    """

    cells: tuple[tuple[SheetCell, str], ...]
    into: Period | None
    why_not: str


def adjustments(view: SubmissionView) -> Adjustments:
    """This will list the corrections carried into and out of a report that its reader has before them.

    Of cells hidden from that reader nothing is told. Two queries where there are none.
    """
    (row,) = report_rows.REPORT.all(view.id)
    into, out = adjusted(row.duty).rows, carried_from(row.duty)
    if not into and not out:
        return Adjustments()
    taken = taken_up(row.duty, [*into, *out])
    names = agencies.person_names({one.person_id for one in (*into, *out) if one.person_id is not None})
    seen = {cell.element: cell for section in view.sections for cell in section.cells if not cell.hidden}
    return Adjustments(_views(into, seen, names, taken), _views(out, seen, names, taken))


def carried_into_each(form: Form, period: Period, duties: Collection[Duty]) -> dict[int, tuple[AdjustmentView, ...]]:
    """This will list the corrections carried into many reports of one form and period, by duty (one query).

    Of all cells: whoever shows them leaves out those hidden from the reader.
    """
    carried = Adjustment.objects.filter(duty__form_code=form.code, into=period.id, dropped_at__isnull=True)
    shared, found = book().is_shared(form), dict[tuple[int, int | None], list[Adjustment]]()
    for row in carried.select_related("duty").order_by("id"):
        if form.cell(row.element) is not None:
            found.setdefault((row.duty.area_id, row.duty.agency_id if shared else None), []).append(row)
    cells = form.cell_by_code
    return {
        duty.pk: tuple(_plain(row, cells[row.element], waits=True) for row in rows)
        for duty in duties
        if (rows := found.get((duty.area_id, duty.agency_id if shared else None)))
    }


def carried_into(form_code: str, period: Period, province_id: int) -> dict[str, CarriedSum]:
    """This will tell, by element, what closed reports of a province and its communes took up of earlier periods.

    One query where nothing was carried.
    """
    carried = Adjustment.objects.filter(duty__form_code=form_code, into=period.id, dropped_at__isnull=True)
    rows = [row for row in carried.select_related("duty") if is_added(row.element)]
    if not rows:
        return {}
    area_ids = [province_id, *(one.id for one in areas.communes(province_id, period.last_day))]
    closed = Submission.objects.filter(
        duty__form_code=form_code, duty__period=period.id, duty__area__in=area_ids, accepted_at__isnull=False
    )
    there = set(closed.values_list("duty__area", "duty__agency"))
    found: dict[str, list[Adjustment]] = {}
    for row in rows:
        if (row.duty.area_id, row.duty.agency_id) in there:
            found.setdefault(row.element, []).append(row)
    return {element: _sum_of(told) for element, told in found.items()}


def _sum_of(rows: Sequence[Adjustment]) -> CarriedSum:
    gap = Quantity(rows[0].after - rows[0].before, rows[0].scale)
    for row in rows[1:]:
        gap = gap + Quantity(row.after - row.before, row.scale)
    return CarriedSum(_signed(gap), len({row.duty.area_id for row in rows}))


def carriable(actor: Actor, view: SubmissionView) -> Carriable:
    """This will tell what of a closed report can be corrected in a later period, and in which."""
    (row,) = report_rows.REPORT.all(view.id)
    policy.may_on_duty(actor, "reporting.carry_correction", row.duty).require()
    right = held_right(row.duty)
    cells = tuple(
        (cell, write_figure(right[cell.element].right.scaled, right[cell.element].right.scale, cell.kind))
        for section in view.sections
        for cell in section.cells
        if cell.element in right
        and not cell.computed
        and not cell.hidden
        and cell.kind in ("count", "measure", "yesno")
    )
    try:
        return Carriable(cells, next_taking(row.duty), "")
    except Refusal as refusal:
        return Carriable(cells, None, f"{refusal.message} {refusal.remedy}")


def _views(
    rows: Iterable[Adjustment], seen: Mapping[str, SheetCell], names: Mapping[int, str], taken: frozenset[str]
) -> tuple[AdjustmentView, ...]:
    return tuple(
        _plain(
            row,
            seen[row.element],
            person=names.get(row.person_id, "") if row.person_id else "Hệ thống",
            waits=row.into not in taken,
        )
        for row in rows
        if row.element in seen
    )


def _plain(row: Adjustment, cell: SheetCell | CellDef, *, waits: bool, person: str = "") -> AdjustmentView:
    return AdjustmentView(
        element=row.element,
        label=cell.label,
        of=Period.parse(row.duty.period),
        into=Period.parse(row.into),
        before=write_figure(row.before, row.scale, cell.kind),
        after=write_figure(row.after, row.scale, cell.kind),
        gap=_gap(row),
        added=is_added(row.element),
        reason=row.reason,
        person=person,
        at=row.at,
        waits=waits,
    )


def _gap(row: Adjustment) -> str:
    return _signed(Quantity(row.after - row.before, row.scale))


def _signed(gap: Quantity) -> str:
    return ("+" if gap.scaled > 0 else "-") + write_figure(abs(gap.scaled), gap.scale)
