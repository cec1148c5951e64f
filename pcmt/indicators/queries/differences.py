"""Where two sources speak of one thing: both figures, how far apart they are, and what was found of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import policy
from pcmt.indicators.models import Finding
from pcmt.indicators.queries.contexts import contexts
from pcmt.indicators.queries.values import owing_areas
from pcmt.indicators.rules.sheet import Figure, Sheet
from pcmt.indicators.rules.spot import Spot
from pcmt.indicators.rules.wording import said, told
from pcmt.kernel.actor import Actor
from pcmt.kernel.formula.evaluate import figure
from pcmt.kernel.number import Number
from pcmt.kernel.period import MONTHS, Kind, Period
from pcmt.kernel.quantity import Quantity
from pcmt.rulebook.queries import CrossCheck, CrossSide, Judgement, Outcome, book, is_asked_of_communes, reporters_of

STANDS: Mapping[str, str] = dict(Finding.Stands.choices)
ORDER: tuple[Outcome, ...] = ("differs", "unknown", "within", "agrees")


@dataclass(frozen=True)
class SideView:
    """One source as a page shows it; parts: label and reference of every figure that it is made of.

    missing: how many areas have not reported theirs, where the figure is a sum over areas.
    """

    label: str
    display: str
    number: Number
    parts: tuple[tuple[str, str], ...]
    missing: int = 0
    elements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What somebody found: which figure stands and why; `lapsed` where a figure has changed since."""

    stands: str
    label: str
    reason: str
    person: str
    at: datetime
    figures: str
    lapsed: bool


@dataclass(frozen=True)
class Difference:
    """Two sources of one thing side by side; `is_open` where they differ and nobody has found which stands.

    gap: the first less the second, in words with its sign and unit; empty where one of them is not known.
    figures: both figures in words: what a finding names, so that it lapses with them.
    """

    cross_check: CrossCheck
    area_id: int
    area_name: str
    period: Period
    first: SideView
    second: SideView
    outcome: Outcome
    gap: str
    share: Fraction | None
    figures: str
    found: Found | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody should look into it."""
        return self.outcome == "differs" and (self.found is None or self.found.lapsed)


def differences(
    actor: Actor, period: Period, on: date, *, typed: Mapping[tuple[int, str, str], Quantity] | None = None
) -> tuple[Difference, ...]:
    """This will compare all sources whose periods end with a period, what is open first; a fixed number of queries.

    typed: figures by (area, period id, element) that stand in for the closed ones, for a report still being checked.
    Areas whose indicators the actor may not see are left out.
    """
    ending = [(one, at) for one in book().cross_checks if (at := _ending_with(one, period)) is not None]
    rules = [(one, at) for one, at in ending if _is_asked(one, at)]
    province = areas.province(on)
    if province is None or not rules:
        return ()
    seen = _seen(actor, province, on, {one.level for one, _ in rules})
    nodes = [side.formula for one, _ in rules for side in one.sides]
    ids = [area.id for group in seen.values() for area in group]
    if not ids:
        return ()
    sheet = contexts(nodes, ids, list(dict.fromkeys(at for _, at in rules)), on)
    if typed:
        sheet = replace(sheet, figures={**sheet.figures, **{key: Figure(one.fraction) for key, one in typed.items()}})
    made = [_difference(one, area, at, sheet) for one, at in rules for area in seen.get(one.level, ())]
    return tuple(sorted(_with_findings(made), key=lambda one: (not one.is_open, ORDER.index(one.outcome))))


def compared_with(
    actor: Actor, period: Period, on: date, *, form_id: str, area_id: int, typed: Mapping[str, Quantity]
) -> tuple[Difference, ...]:
    """This will compare what a report holds, closed or not, with what other sources say of the same things.

    typed: its figures by element. Nothing where the form's elements are compared nowhere: then no query is made.
    """
    form = book().form_by_id(form_id)
    asked = {cell.element for cell in form.cells}
    concerned = {one.code for one in book().cross_checks if one.elements & asked}
    if not concerned:
        return ()
    # What several agencies report together is not known from one of their reports.
    own = {} if book().is_shared(form) else {(area_id, period.id, element): one for element, one in typed.items()}
    found = differences(actor, period, on, typed=own)
    return tuple(one for one in found if one.cross_check.code in concerned and one.area_id == area_id)


def compared_periods(on: date, count: int) -> tuple[Period, ...]:
    """This will list the newest ended periods of the shortest kind that is compared, newest first."""
    rules = book().cross_checks
    if not rules:
        return ()
    shortest = min(rules, key=lambda one: MONTHS[one.period_kind])
    running = Period.holding(on, shortest.period_kind, shortest.calendar)
    return tuple(running.shifted(-back) for back in range(1, count + 1))


def _ending_with(rule: CrossCheck, period: Period) -> Period | None:
    """The cross-check's own period that ends when a period does; None where it goes on."""
    if rule.calendar is not period.calendar or period.free or period.kind is Kind.NINE_MONTHS:
        return None
    if MONTHS[rule.period_kind] % MONTHS[period.kind]:
        return None
    whole = period.enclosing(rule.period_kind)
    return whole if whole.last_day == period.last_day else None


def _is_asked(rule: CrossCheck, period: Period) -> bool:
    """Whether the forms of a period ask both sources: what one of them was never asked for is no difference."""
    forms = book().forms(period.last_day)
    return all(reporters_of(code, forms) for code in rule.elements)


def _seen(actor: Actor, province: AreaView, on: date, levels: set[str]) -> dict[str, tuple[AreaView, ...]]:
    """The areas of each level whose figures the actor may look at."""
    found: dict[str, tuple[AreaView, ...]] = {"province": (province,)} if "province" in levels else {}
    if "commune" in levels:
        found["commune"] = areas.communes(province.id, on)
    return {level: tuple(one for one in group if policy.may_view(actor, one)) for level, group in found.items()}


def _difference(rule: CrossCheck, area: AreaView, period: Period, sheet: Sheet) -> Difference:
    first, second = (_side(side, rule, area, period, sheet) for side in rule.sides)
    judged = rule.judge(first.number, second.number)
    return Difference(
        cross_check=rule,
        area_id=area.id,
        area_name=area.full_name,
        period=period,
        first=first,
        second=second,
        outcome=judged.outcome,
        gap=_gap(judged, rule, _scale(rule)),
        share=judged.share,
        figures=f"{first.display}; {second.display}",
    )


def _side(side: CrossSide, rule: CrossCheck, area: AreaView, period: Period, sheet: Sheet) -> SideView:
    spot = Spot(sheet, area.id, period)
    number = figure(side.formula, spot)
    owed_below = any(is_asked_of_communes(code, book().all_forms) for code in side.elements)
    missing, of = owing_areas(spot.readings(), sheet, area.id) if owed_below else (0, 0)
    parts = tuple((book().element(code).label, f"value:{code}/{area.id}/{period.id}") for code in side.elements)
    return SideView(
        label=side.label,
        display=told(number, _scale(rule), rule.unit, owing=missing, of=of),
        number=number,
        parts=parts,
        missing=0 if number.is_known else missing,
        elements=side.elements,
    )


def _scale(rule: CrossCheck) -> int:
    return max(book().element(code).scale for code in rule.elements)


def _gap(judged: Judgement, rule: CrossCheck, scale: int) -> str:
    if judged.gap is None:
        return ""
    sign = "+" if judged.gap > 0 else ""
    return f"{sign}{said(judged.gap, scale, rule.unit)}"


def _with_findings(made: Sequence[Difference]) -> Iterable[Difference]:
    """Each with the newest finding of it (one query, a second for names where there is any)."""
    rows = Finding.objects.filter(
        area_id__in={one.area_id for one in made}, period__in={one.period.id for one in made}
    ).order_by("id")
    newest = {(row.cross_check, row.area_id, row.period): row for row in rows}
    names = agencies.person_names({row.person_id for row in newest.values() if row.person_id is not None})
    for one in made:
        row = newest.get((one.cross_check.code, one.area_id, one.period.id))
        yield replace(one, found=_found(row, one, names)) if row else one


def _found(row: Finding, one: Difference, names: Mapping[int, str]) -> Found:
    return Found(
        stands=row.stands,
        label=stands_label(row.stands, one.cross_check),
        reason=row.reason,
        person=names.get(row.person_id, "") if row.person_id else "Hệ thống",
        at=row.at,
        figures=row.figures,
        lapsed=row.figures != one.figures,
    )


def stands_label(stands: str, rule: CrossCheck) -> str:
    """This will say which source stands, by its name."""
    side = {"first": rule.first.label, "second": rule.second.label}.get(stands)
    return f"Số của {side} đúng" if side else STANDS[stands]
