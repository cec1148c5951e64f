"""A period's totals beside those before it: the province's figures as its closed reports add up to them."""

from dataclasses import dataclass, replace
from datetime import date

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor
from pcmt.kernel.formula.evaluate import figure
from pcmt.kernel.formula.tree import Cell, codes
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotFound
from pcmt.reporting.queries.adjustments import CarriedSum, carried_into
from pcmt.reporting.queries.carried_totals import CarriedTotals, totals_on_map
from pcmt.reporting.queries.own_totals import own_totals
from pcmt.reporting.queries.totals import TotalView
from pcmt.reporting.rules.sheet import Sheet
from pcmt.rulebook.queries import CellDef, Form, book


@dataclass(frozen=True)
class SummaryRow:
    """One cell of the form, added up over the province; None where nothing has been closed.

    carried: what of it corrections of closed periods add. to_date: the year's months so far added up (lũy kế), for what
    is counted; `months` of them are known.
    """

    cell: CellDef
    now: TotalView | None
    previous: TotalView | None
    last_year: TotalView | None
    to_date: TotalView | None
    months: int
    carried: CarriedSum | None = None


@dataclass(frozen=True)
class SummarySection:
    """A section of the form with its rows."""

    code: str
    label: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True)
class Summary:
    """A form's totals in a period. `closed` of `expected` areas have been closed; months_due counts lũy kế's months.

    untold: periods of the table that cannot be told on this map, each with the reason.
    """

    form: Form
    period: Period
    area_name: str
    sections: tuple[SummarySection, ...]
    closed: int
    expected: int
    months_due: int
    area_id: int
    untold: tuple[tuple[Period, str], ...] = ()

    @property
    def of_agencies(self) -> bool:
        """Whether agencies report of the whole area, rather than its communes each of itself."""
        return self.form.levels == {"province"}


def summary(actor: Actor, form_code: str, period: Period, on: date, area_id: int | None = None) -> Summary:
    """This will show a period's totals of the working province; raises NotFound for those who may not see it all.

    on: the day whose map is meant; periods in which the province was several are added up from those. area_id: another
    province of that map than the one served, for days on which it was several.
    """
    province = _province(on, area_id)
    if province is None or not actor.may("reporting.view", area_id=province.id):
        raise NotFound("Không tìm thấy số liệu tổng hợp của kỳ này.")
    form = book().form(form_code, period.last_day)
    months = () if period.kind is Kind.RANGE else period.year_to_date()
    neighbours = () if period.kind is Kind.RANGE else (period.previous(), period.same_last_year())
    carried = _totals(form, province.id, (*months, period, *neighbours), on)
    found = carried.totals
    rows = {cell.element: _row(cell, period, neighbours, months, found) for cell in form.cells}
    taken = carried_into(form.code, period, province.id)
    rows = {element: replace(row, carried=taken.get(element)) for element, row in rows.items()}
    present = [row.now for row in rows.values() if row.now]
    return Summary(
        form=form,
        period=period,
        area_name=province.full_name,
        sections=tuple(
            SummarySection(part.code, part.label, tuple(rows[cell.element] for cell in part.cells))
            for part in form.sections
        ),
        closed=max((total.reported for total in present), default=0),
        expected=max((total.expected for total in present), default=0),
        months_due=len(months),
        area_id=province.id,
        untold=tuple(sorted(carried.untold.items(), key=lambda one: one[0].first_day)),
    )


def _totals(form: Form, area_id: int, periods: tuple[Period, ...], on: date) -> CarriedTotals:
    """Totals of the communes on the map of the day; of a form owed for the province what its agencies report."""
    if form.levels == {"province"}:
        return CarriedTotals(own_totals(area_id, form, periods), {})
    elements = [cell.element for cell in form.cells if book().element(cell.element).sums_over_areas]
    return totals_on_map(area_id, periods, elements, on)


def _province(on: date, area_id: int | None) -> AreaView | None:
    """The province asked for among those whose land is served; the one served, or the first of its parts."""
    present = areas.province(on)
    served = areas.served_provinces(on)
    if area_id is not None:
        return next((one for one in served if one.id == area_id), None)
    return present or next(iter(served), None)


def _row(
    cell: CellDef,
    period: Period,
    neighbours: tuple[Period, ...],
    months: tuple[Period, ...],
    found: dict[tuple[Period, str], TotalView],
) -> SummaryRow:
    if cell.kind == "rate":
        return SummaryRow(cell, _rate(cell, period, found), *_rates(cell, neighbours, found), None, len(months))
    previous, last_year = (found.get((one, cell.element)) for one in neighbours) if neighbours else (None, None)
    known = [found[(month, cell.element)] for month in months if (month, cell.element) in found]
    summed = known if book().element(cell.element).time == "sum" else []
    to_date = None
    if summed:
        quantity = summed[0].quantity
        for total in summed[1:]:
            quantity = quantity + total.quantity
        reported, expected = sum(total.reported for total in summed), sum(total.expected for total in summed)
        to_date = TotalView(quantity, reported, expected, (), sum(total.estimated for total in summed))
    return SummaryRow(cell, found.get((period, cell.element)), previous, last_year, to_date, len(known))


def _rates(
    cell: CellDef, neighbours: tuple[Period, ...], found: dict[tuple[Period, str], TotalView]
) -> tuple[TotalView | None, TotalView | None]:
    previous, last_year = (_rate(cell, one, found) for one in neighbours) if neighbours else (None, None)
    return previous, last_year


def _rate(cell: CellDef, period: Period, found: dict[tuple[Period, str], TotalView]) -> TotalView | None:
    """A rate of the whole is worked out from the totals of its two sides, never from the parts' rates."""
    sides = {code: total for (at, code), total in found.items() if at == period}
    if cell.computed is None:
        return None
    known = {code: total.quantity.fraction for code, total in sides.items()}
    value = figure(cell.computed, Sheet("", period, {period.id: known}))
    read = [sides[code] for code in codes(cell.computed, Cell) if code in sides]
    if not value.is_known or not read:
        return None
    rounded = Quantity.nearest(value.value, scale=cell.scale, unit=cell.unit)
    reported, expected = min(one.reported for one in read), max(one.expected for one in read)
    return TotalView(rounded, reported, expected, (), max(one.estimated for one in read))
