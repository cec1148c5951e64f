"""A period's totals beside those before it: the province's figures as its closed reports add up to them."""

from dataclasses import dataclass

from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.reporting.queries.totals import TotalView, totals
from pcmt.rulebook.queries import CellDef, Form, book


@dataclass(frozen=True)
class SummaryRow:
    """One cell of the form, added up over the province; None where nothing has been closed.

    to_date: the year's months so far added up (lũy kế), for what is counted; `months` of them are known.
    """

    cell: CellDef
    now: TotalView | None
    previous: TotalView | None
    last_year: TotalView | None
    to_date: TotalView | None
    months: int


@dataclass(frozen=True)
class SummarySection:
    """A section of the form with its rows."""

    code: str
    label: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True)
class Summary:
    """A form's totals in a period. `closed` of `expected` areas have been closed; months_due counts lũy kế's months."""

    form: Form
    period: Period
    area_name: str
    sections: tuple[SummarySection, ...]
    closed: int
    expected: int
    months_due: int


def summary(actor: Actor, form_code: str, period: Period) -> Summary:
    """This will show a period's totals of the working province; raises NotFound for those who may not see it all."""
    province = areas.province(period.last_day)
    if province is None or not actor.may("reporting.view", area_id=province.id):
        raise NotFound("Không tìm thấy số liệu tổng hợp của kỳ này.")
    form = book().form(form_code, period.last_day)
    months = () if period.kind is Kind.RANGE else period.year_to_date()
    neighbours = () if period.kind is Kind.RANGE else (period.previous(), period.same_last_year())
    elements = [cell.element for cell in form.cells if book().element(cell.element).sums_over_areas]
    found = totals(province.id, dict.fromkeys((*months, period, *neighbours)), elements)
    rows = {cell.element: _row(cell, period, neighbours, months, found) for cell in form.cells}
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
    )


def _row(
    cell: CellDef,
    period: Period,
    neighbours: tuple[Period, ...],
    months: tuple[Period, ...],
    found: dict[tuple[Period, str], TotalView],
) -> SummaryRow:
    previous, last_year = (found.get((one, cell.element)) for one in neighbours) if neighbours else (None, None)
    known = [found[(month, cell.element)] for month in months if (month, cell.element) in found]
    summed = known if book().element(cell.element).time == "sum" else []
    to_date = None
    if summed:
        quantity = summed[0].quantity
        for total in summed[1:]:
            quantity = quantity + total.quantity
        to_date = TotalView(quantity, sum(total.reported for total in summed), sum(total.expected for total in summed))
    return SummaryRow(cell, found.get((period, cell.element)), previous, last_year, to_date, len(known))
