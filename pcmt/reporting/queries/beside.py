"""What stands beside a cell of the entry grid: the year so far, the opening figure handed over, the sides of a rate."""

from fractions import Fraction
from typing import TypedDict

from pcmt.kernel.formula.evaluate import figure
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.rules.sheet import Sheet
from pcmt.rulebook.queries import CellDef, book


class Beside(TypedDict, total=False):
    """The fields of a `SheetCell` that this module fills in."""

    offered: str
    earlier: Quantity | None
    earlier_known: int
    earlier_due: int
    over: Quantity | None
    under: Quantity | None


def beside(cell: CellDef, sheet: Sheet, period: Period) -> Beside:
    """This will gather what stands beside a cell; the sheet holds the draft and the closed periods before it."""
    found = Beside()
    if cell.numerator is not None and cell.denominator is not None:
        found["over"], found["under"] = _side(cell.numerator, sheet), _side(cell.denominator, sheet)
    if period.kind is Kind.RANGE:
        return found
    if cell.carried:
        found["offered"] = _handed_over(cell, sheet, period)
    if cell.is_stored and book().element(cell.element).time == "sum" and cell.kind in ("count", "measure"):
        found |= _year_before(cell, sheet, period)
    return found


def _year_before(cell: CellDef, sheet: Sheet, period: Period) -> Beside:
    """The year's periods before this one: closed figures only, and how many of them there are."""
    months = [month for month in period.year_to_date() if month != period]
    known = [figures[cell.element] for month in months if cell.element in (figures := sheet.figures.get(month.id, {}))]
    total = _quantity(sum(known, Fraction(0)), cell.scale, cell.unit)
    return Beside(earlier=total, earlier_known=len(known), earlier_due=len(months))


def _handed_over(cell: CellDef, sheet: Sheet, period: Period) -> str:
    value = sheet.figures.get(period.previous().id, {}).get(cell.carried)
    if value is None:
        return ""
    return write_figure(_quantity(value, cell.scale, cell.unit).scaled, cell.scale, cell.kind)


def _side(formula: Node, sheet: Sheet) -> Quantity | None:
    """One side of a rate with as many decimals as it needs, at most three."""
    value = figure(formula, sheet)
    if not value.is_known:
        return None
    scale = next((scale for scale in range(3) if (value.value * 10**scale).denominator == 1), 3)
    return _quantity(value.value, scale, "")


def _quantity(value: Fraction, scale: int, unit: str) -> Quantity:
    return Quantity(round(value * 10**scale), scale, unit)
