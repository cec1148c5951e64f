"""What checks hold a form against beside its own cells: other forms' figures, the communes' sums, registers.

They stand among the figures of a period under codes of their own (`register:spots_use.stock`, `areas:talks`), so that
formulas, and whoever fills the form in away from the server, read them as they read any other figure.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.conf import settings
from django.utils.module_loading import import_string

from pcmt.kernel.formula.tree import Cell, codes
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.ground import areas_counted
from pcmt.reporting.models import Duty, Fact
from pcmt.reporting.ports import Register
from pcmt.reporting.renamed import kept_as, under_todays_names
from pcmt.reporting.rules.lookback import codes_by_period
from pcmt.reporting.rules.spans import parts_of, span_figure
from pcmt.rulebook.queries import AREAS, REGISTER, Form, book

Figures = dict[str, dict[str, Fraction]]


def outside_figures(duty: Duty, form: Form) -> Figures:
    """This will load, by period id and code, what the form's checks read from outside; what is not known has no key.

    No query for a form whose checks look only at its own cells.
    """
    conditions = [check.condition for check in form.checks]
    own = form.cell_by_code.keys()
    asked = {
        period: {code for code in found if code not in own}
        for period, found in codes_by_period(conditions, Period.parse(duty.period)).items()
    }
    figures: Figures = {}
    for period, found in asked.items():
        if found:
            figures[period.id] = _of_period(duty.area_id, period, found)
    return figures


@dataclass(frozen=True)
class Unkept:
    """A check that no register of this system can decide: of which form, by which code, of which element."""

    form_id: str
    check: str
    label: str


def checks_unkept() -> tuple[Unkept, ...]:
    """This will list the checks against registers for which no register is kept; they stop nothing, and say so."""
    kept = frozenset[str]().union(*(register.elements for register in _registers()))
    return tuple(
        Unkept(form.id, check.code, book().element(check.register).label)
        for form in book().all_forms
        for check in form.checks
        if check.register and check.register not in kept
    )


def outside_labels(form: Form) -> dict[str, str]:
    """This will name what the form's checks read from outside, for whoever is told that it is missing."""
    read = {code for check in form.checks for code in codes(check.condition, Cell)} - form.cell_by_code.keys()
    said = {AREAS: "Tổng các xã, phường", REGISTER: "Sổ theo dõi"}
    found = {}
    for code in read:
        prefix, element = _parted(code)
        label = book().element(element).label
        found[code] = f"{said[prefix]}: {label}" if prefix else f"{label} (biểu khác)"
    return found


def _of_period(area_id: int, period: Period, asked: Collection[str]) -> dict[str, Fraction]:
    by_prefix: dict[str, set[str]] = {"": set(), AREAS: set(), REGISTER: set()}
    for code in asked:
        prefix, element = _parted(code)
        by_prefix[prefix].add(element)
    found = _closed([area_id], period, by_prefix[""])
    if by_prefix[AREAS]:
        sums = _closed(areas_counted(area_id, period), period, by_prefix[AREAS])
        found |= {AREAS + element: total for element, total in sums.items()}
    return found | _counted(area_id, period, by_prefix[REGISTER])


def _closed(area_ids: Collection[int], period: Period, elements: Collection[str]) -> dict[str, Fraction]:
    """The closed figures of areas added up, each worked out from its months where the form is of a longer period.

    What an earlier version of the other form called otherwise (`formerly`) is found under its earlier code.
    An element that one of them has not closed is not known: a part of the sum is not the sum.
    """
    if not area_ids or not elements:
        return {}
    spans = {one.id for one in (period, *parts_of(period))}
    kept = {code: (*names, *_called_in_forms(code)) for code, names in kept_as(elements).items()}
    rows = Fact.objects.filter(
        area_id__in=area_ids,
        period__in=spans,
        element__in={name for names in kept.values() for name in names},
        superseded_at__isnull=True,
    )
    found_as = {((fact.area_id, fact.period), fact.element): Quantity(fact.scaled, fact.scale) for fact in rows}
    known: dict[tuple[int, str], dict[str, Quantity]] = {}
    for ((area_id, at), element), quantity in under_todays_names(found_as, kept).items():
        known.setdefault((area_id, element), {})[at] = quantity
    found = {}
    for element in elements:
        time = book().element(element).time
        figures = [span_figure(time, period, known.get((area_id, element), {})) for area_id in area_ids]
        if all(figure.is_known for figure in figures):
            found[element] = sum((one.quantity.fraction for one in figures if one.quantity), Fraction(0))
    return found


def _called_in_forms(element: str) -> tuple[str, ...]:
    """The codes under which forms that ask an element say that earlier periods keep it."""
    cells = (form.cell(element) for form in book().all_forms)
    return tuple(dict.fromkeys(cell.formerly for cell in cells if cell is not None and cell.formerly))


def _counted(area_id: int, period: Period, elements: Collection[str]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for register in _registers() if elements else ():
        kept = register.elements & set(elements)
        counts: Mapping[str, int] = register.counts(area_id, period, kept) if kept else {}
        found |= {REGISTER + element: Fraction(count) for element, count in counts.items()}
    return found


def _registers() -> Iterable[Register]:
    return [import_string(path) for path in settings.REPORTING_REGISTERS]


def _parted(code: str) -> tuple[str, str]:
    """The prefix that says where a code is read from, empty for another form, and the element."""
    prefix = next((one for one in (AREAS, REGISTER) if code.startswith(one)), "")
    return prefix, code.removeprefix(prefix)
