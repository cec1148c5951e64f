"""What stands beside a cell of the entry grid: the year so far, the opening figure handed over, the sides of a rate."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypedDict

from pcmt.kernel.formula.evaluate import figure
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.rules.sheet import Sheet
from pcmt.rulebook.queries import CellDef, Element, book


class Beside(TypedDict, total=False):
    """The fields of a `SheetCell` that this module fills in."""

    offered: str
    earlier: Quantity | None
    earlier_known: int
    earlier_due: int
    over: Quantity | None
    under: Quantity | None


@dataclass(frozen=True)
class Surroundings:
    """What is the same for all cells of a report: the draft with its past, and the year's periods before this one.

    year: the closed figures of each of those periods, by element; of a free range there are none.
    """

    sheet: Sheet
    is_free: bool
    previous: Mapping[str, Fraction]
    year: tuple[Mapping[str, Fraction], ...]
    elements: Mapping[str, Element]

    @classmethod
    def of(cls, sheet: Sheet, period: Period) -> "Surroundings":
        """This will find them; the sheet holds the draft and the closed periods before it."""
        elements = book().element_by_code
        if period.free:
            return cls(sheet, True, {}, (), elements)
        year = tuple(sheet.figures.get(one.id, {}) for one in period.year_to_date() if one != period)
        return cls(sheet, False, sheet.figures.get(period.previous().id, {}), year, elements)


def beside(cell: CellDef, around: Surroundings) -> Beside:
    """This will gather what stands beside a cell."""
    found = Beside()
    if cell.numerator is not None and cell.denominator is not None:
        found["over"], found["under"] = _side(cell.numerator, around.sheet), _side(cell.denominator, around.sheet)
    if around.is_free:
        return found
    if cell.carried:
        found["offered"] = _handed_over(cell, around.previous)
    if cell.is_stored and cell.kind in ("count", "measure") and around.elements[cell.element].time == "sum":
        found |= _year_before(cell, around.year, around.sheet.added.get(cell.element, Fraction(0)))
    return found


def _year_before(cell: CellDef, year: tuple[Mapping[str, Fraction], ...], added: Fraction) -> Beside:
    """The year's periods before this one: closed figures only, with what later corrections add, and how many."""
    known = [figures[cell.element] for figures in year if cell.element in figures]
    total = Quantity.nearest(sum(known, added), scale=cell.scale, unit=cell.unit)
    return Beside(earlier=total, earlier_known=len(known), earlier_due=len(year))


def _handed_over(cell: CellDef, previous: Mapping[str, Fraction]) -> str:
    value = previous.get(cell.carried)
    if value is None:
        return ""
    return write_figure(Quantity.nearest(value, scale=cell.scale).scaled, cell.scale, cell.kind)


def _side(formula: Node, sheet: Sheet) -> Quantity | None:
    """One side of a rate with as many decimals as it needs, at most three."""
    value = figure(formula, sheet)
    if not value.is_known:
        return None
    scale = next((scale for scale in range(3) if (value.value * 10**scale).denominator == 1), 3)
    return Quantity.nearest(value.value, scale=scale)
