"""Rows matched to open reports: which form in force, whose duty, which cell, and whether this actor may fill it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting import policy
from pcmt.reporting.models import Duty
from pcmt.reporting.owners import owners_among
from pcmt.reporting.rules.plain_figures import NotPlain, read_plain
from pcmt.reporting.rules.rows import Row
from pcmt.rulebook.queries import CellDef, Form, book

OF_DHIS2 = re.compile(r"(?P<year>\d{4})(?P<part>\d{2}|Q[1-4])", re.ASCII)
MOST_DESKS = 600
"""Forms × periods whose duties are kept at hand; beyond that a file is refused, as no register reaches so far back."""


class Unmatched(Exception):
    """This will name the kind of fault (`outcome.KINDS`) and what was wrong."""

    def __init__(self, kind: str, example: str) -> None:
        super().__init__(kind, example)
        self.kind, self.example = kind, example


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell of an open report and the figure for it: `place` is the cell's place in its form."""

    row: int
    duty_id: int
    cell: CellDef
    section: str
    place: int
    scaled: int


@dataclass(frozen=True)
class _Owed:
    """A duty and the sections of it that this actor may fill in."""

    duty_id: int
    sections: frozenset[str]


@dataclass(frozen=True)
class Desk:
    """A form in force in a period, and who owes it, by code of the area."""

    form: Form
    period: Period
    owed: Mapping[str, tuple[_Owed, ...]]
    known: frozenset[str]
    cells: Mapping[str, tuple[CellDef, str, int]]


@dataclass
class Matcher:
    """Matches row after row for one actor; what belongs to a form and period is loaded once (a few queries)."""

    actor: Actor
    desks: dict[tuple[str, str], Desk | Unmatched] = field(default_factory=dict)
    asking: dict[tuple[str, str], str] = field(default_factory=dict)

    def match(self, row: Row) -> Filled:
        """This will find the cell that a row fills in, and read its figure; raises Unmatched."""
        desk = self.desk(row.form or self._form_asking(row.element, row.period), row.period)
        owed = self._owed(desk, row.area)
        found = desk.cells.get(row.element)
        if found is None:
            raise Unmatched("no_element", row.element)
        cell, section, place = found
        if cell.computed is not None:
            raise Unmatched("computed", row.element)
        if section not in owed.sections:
            raise Unmatched("not_allowed", f"{row.area}: {row.element}")
        if not row.value:
            raise Unmatched("no_value", row.element)
        try:
            scaled = read_plain(row.value, cell.scale, cell.kind)
        except NotPlain as error:
            raise Unmatched("not_a_figure", str(error)) from None
        return Filled(row.number, owed.duty_id, cell, section, place, scaled)

    def desk(self, form_code: str, period_text: str) -> Desk:
        """This will give the form in force and its duties; raises Unmatched."""
        key = (form_code, period_text)
        desk = self.desks.get(key)
        if desk is None:
            if len(self.desks) >= MOST_DESKS:
                raise Unmatched("no_period", f"quá {MOST_DESKS} biểu và kỳ khác nhau trong một tệp")
            try:
                desk = _load(self.actor, form_code, period_text)
            except Unmatched as fault:
                desk = fault
            self.desks[key] = desk
        if isinstance(desk, Unmatched):
            raise Unmatched(desk.kind, desk.example)
        return desk

    def _owed(self, desk: Desk, area: str) -> _Owed:
        owed = desk.owed.get(area)
        if owed is None:
            raise Unmatched("not_owed" if area in desk.known else "no_area", area)
        if len(owed) == 1:
            return owed[0]
        mine = [one for one in owed if one.sections]
        if len(mine) != 1:
            raise Unmatched("several" if mine else "not_allowed", area)
        return mine[0]

    def _form_asking(self, element: str, period_text: str) -> str:
        """The one form that asks for an element in a period; "" where none or several do."""
        key = (element, period_text)
        if key not in self.asking:
            codes = {form.code for form in book().all_forms if form.cell(element) and _period(period_text, form)}
            self.asking[key] = codes.pop() if len(codes) == 1 else ""
            if len(self.asking) > MOST_DESKS * 100:
                self.asking.clear()
        return self.asking.get(key, "")


def _load(actor: Actor, form_code: str, period_text: str) -> Desk:
    versions = [form for form in book().all_forms if form.code == form_code]
    if not versions:
        raise Unmatched("no_form", form_code)
    period = _period(period_text, versions[0])
    in_force = [form for form in versions if period is not None and _holds(form, period)]
    if period is None or not in_force:
        raise Unmatched("no_period", period_text)
    duties = list(Duty.objects.filter(form_code=form_code, period=period.id))
    if not duties:
        raise Unmatched("not_open", period_text)
    form = book().form_by_id(duties[0].form_id)
    return Desk(form, period, _who_owes(actor, form, duties), _codes(period), _cells(form))


def _who_owes(actor: Actor, form: Form, duties: list[Duty]) -> dict[str, tuple[_Owed, ...]]:
    day = duties[0].last_day
    views = areas.last_seen((duty.area_id for duty in duties), day)
    local = agencies.last_in((duty.area_id for duty in duties), day)
    found: dict[str, tuple[_Owed, ...]] = {}
    for duty in duties:
        owners = owners_among(form, duty.agency_id, local[duty.area_id])
        may = frozenset(code for code, owner in owners.items() if policy.may_import(actor, duty, owner))
        code = views[duty.area_id].code
        # What the actor may not even see is told like what is not there.
        if may or policy.may_view(actor, duty, owners.values()):
            found[code] = (*found.get(code, ()), _Owed(duty.pk, may))
    return found


def _codes(period: Period) -> frozenset[str]:
    province = areas.province(period.last_day)
    if province is None:
        return frozenset()
    return frozenset(one.code for one in (province, *areas.communes(province.id, period.last_day)))


def _cells(form: Form) -> dict[str, tuple[CellDef, str, int]]:
    cells = [(cell, section.code) for section in form.sections for cell in section.cells]
    return {cell.element: (cell, section, place) for place, (cell, section) in enumerate(cells)}


def _period(text: str, form: Form) -> Period | None:
    """The period that a text names, of the form's kind and, where it does not say another, in the form's calendar."""
    other = OF_DHIS2.fullmatch(text)
    try:
        period = Period.parse(f"{other['year']}-{other['part']}" if other else text)
    except ValueError:
        return None
    if period.kind is not form.period_kind:
        return None
    if "@" not in text and not period.free:
        return Period(period.kind, period.year, period.index, form.calendar)
    return period if period.calendar is form.calendar else None


def _holds(form: Form, period: Period) -> bool:
    return form.version_from <= period.last_day and (form.version_to is None or period.last_day <= form.version_to)
