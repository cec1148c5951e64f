"""Where two agencies report of one thing: what is laid side by side, how far apart it may be, and why it may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from pcmt.kernel.formula.tree import Cell, Node, codes
from pcmt.kernel.number import Number
from pcmt.kernel.period import Calendar, Kind
from pcmt.kernel.source import Source
from pcmt.rulebook.rules.forms import Form, Section
from pcmt.rulebook.rules.judging import Judgement, judge

AREA_LEVELS = ("province", "commune")


@dataclass(frozen=True)
class CrossSide:
    """One source: which kind of agency speaks (or which named agency), how a page calls it, and its figure.

    reporter: an agency kind, or the name of an agency, as forms name who owes them or owns a section.
    """

    reporter: str
    label: str
    formula: Node

    @property
    def elements(self) -> tuple[str, ...]:
        """The elements that its figure is made of."""
        return tuple(sorted(codes(self.formula, Cell)))


@dataclass(frozen=True)
class CrossCheck:
    """Two sources of one thing, in areas of a level and periods of a kind; neither is ever added to the other.

    tolerance: units by which they may differ, tolerance_share: or this part of the greater, whichever allows more.
    why: what makes them differ without either being wrong.
    """

    code: str
    label: str
    unit: str
    period_kind: Kind
    calendar: Calendar
    level: str
    first: CrossSide
    second: CrossSide
    tolerance: int
    tolerance_share: Fraction
    why: str
    source: Source

    @property
    def sides(self) -> tuple[CrossSide, CrossSide]:
        """Both sources, in the order of the page."""
        return self.first, self.second

    def judge(self, first: Number, second: Number) -> Judgement:
        """This will tell how the two figures stand to each other."""
        return judge(first, second, tolerance=self.tolerance, tolerance_share=self.tolerance_share)

    @property
    def elements(self) -> frozenset[str]:
        """The elements of both sources."""
        return frozenset(self.first.elements) | frozenset(self.second.elements)


def reporters_of(element: str, forms: Iterable[Form]) -> frozenset[str]:
    """This will name who reports an element in some version of some form: agency kinds, or agencies by name.

    A whole that is asked in its parts only counts as asked.
    """
    found: set[str] = set()
    for form in forms:
        owing = {who for owed in form.owed_by for who in (owed.names or (owed.agency_kind,))}
        for section in form.sections:
            if _asks(section, element):
                found |= {section.owner_name or section.owner_kind} - {""} or owing
    return frozenset(found)


def is_asked_of_communes(element: str, forms: Iterable[Form]) -> bool:
    """This will tell whether communes report an element, so that its figure is their sum and some may be missing."""
    return any("commune" in form.levels and any(_asks(part, element) for part in form.sections) for form in forms)


def _asks(section: Section, element: str) -> bool:
    return any(cell.element == element or cell.element.startswith(f"{element}.") for cell in section.cells)
