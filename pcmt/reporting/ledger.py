"""How figures are closed: facts superseded, and the totals above brought up to date in the same transaction."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.prepared import Prepared
from pcmt.reporting.ground import above, above_all, areas_counted
from pcmt.reporting.models import Duty, Fact, Submission, Total, TotalSet
from pcmt.rulebook.queries import book


@dataclass(frozen=True)
class ClosedFigure:
    """A figure to close; without a quantity the current fact is withdrawn and the figure becomes unknown.

    basis: on what this one figure stands, where that is not what all of them stand on.
    """

    element: str
    quantity: Quantity | None
    provenance: str = Fact.Provenance.TYPED
    basis: str = ""

    @property
    def is_estimate(self) -> bool:
        """Whether it is only held until the final figure of the same period comes."""
        return self.provenance == Fact.Provenance.ESTIMATED


def close_figures(
    area_id: int,
    period: Period,
    figures: Iterable[ClosedFigure],
    *,
    submission: Submission | None,
    basis: str = "",
    agency_id: int | None = None,
    with_totals: bool = True,
    actor: Actor,
    at: datetime,
) -> tuple[str, ...]:
    """This will make facts of the figures that differ from the current ones, and name the elements that changed.

    A figure that stays as it is keeps its fact, and with it who typed, signed and closed it. An estimate never replaces
    a final figure, and is always replaced by one. agency_id: whose figures they are, where several agencies report of
    the area; the area's own then follow by `shared`. with_totals: false where the caller adds up.
    """
    wanted = {figure.element: figure for figure in figures}
    keyed = (area_id, period.id, wanted)
    found = _EVER.all(*keyed) if agency_id is None else _EVER_BY.all(*keyed, agency_id)
    current = {fact.element: fact for fact in found if fact.superseded_at is None}
    revisions = {fact.element: fact.revision for fact in found}
    changed = [figure for figure in wanted.values() if _differs(figure, current.get(figure.element))]

    if over := [current[one.element].pk for one in changed if one.element in current]:
        Fact.whoever.filter(pk__in=over).update(superseded_at=at)
    Fact.whoever.bulk_create(
        Fact(
            area_id=area_id,
            period=period.id,
            agency_id=agency_id,
            element=figure.element,
            scaled=figure.quantity.scaled,
            scale=figure.quantity.scale,
            revision=revisions.get(figure.element, 0) + 1,
            submission=submission,
            provenance=figure.provenance,
            basis=figure.basis or basis,
            accepted_at=at,
            accepted_by_id=actor.person_id,
        )
        for figure in changed
        if figure.quantity is not None
    )
    elements = tuple(figure.element for figure in changed)
    if agency_id is None and with_totals:
        refresh_totals(area_id, period, elements, at)
    return elements


def _ever(facts: QuerySet[Fact], area_id: Any, period_id: Any, elements: Any) -> QuerySet[Fact]:
    """All that was ever closed of these figures, the newest revision last."""
    return facts.filter(area_id=area_id, period=period_id, element__in=elements).order_by("revision")


_EVER = Prepared(lambda area_id, period_id, elements: _ever(Fact.objects.all(), area_id, period_id, elements))
_EVER_BY = Prepared(
    lambda area_id, period_id, elements, agency_id: _ever(
        Fact.whoever.filter(agency_id=agency_id), area_id, period_id, elements
    )
)


def close_everywhere(
    period: Period,
    element: str,
    quantities: Mapping[int, Quantity],
    *,
    provenance: str,
    basis: str,
    actor: Actor,
    at: datetime,
) -> int:
    """This will make facts of one element in many areas where they differ from the current ones; returns how many.

    Each total above is added up once, however many areas lie under it.
    """
    keyed = Fact.objects.filter(period=period.id, element=element, area_id__in=list(quantities))
    current = {fact.area_id: fact for fact in keyed.filter(superseded_at__isnull=True)}
    revisions = dict(keyed.values_list("area_id").annotate(Max("revision")))
    changed = {
        area_id: quantity
        for area_id, quantity in quantities.items()
        if _differs(ClosedFigure(element, quantity), current.get(area_id))
    }

    Fact.objects.filter(pk__in=[current[one].pk for one in changed if one in current]).update(superseded_at=at)
    Fact.objects.bulk_create(
        (
            Fact(
                area_id=area_id,
                period=period.id,
                element=element,
                scaled=quantity.scaled,
                scale=quantity.scale,
                revision=revisions.get(area_id, 0) + 1,
                provenance=provenance,
                basis=basis,
                accepted_at=at,
                accepted_by_id=actor.person_id,
            )
            for area_id, quantity in changed.items()
        ),
        batch_size=500,
    )
    if changed and book().element(element).sums_over_areas:
        for ancestor in sorted({one for area_id in changed for one in above(area_id, period)}):
            _refresh(ancestor, period, [element], at)
    return len(changed)


def refresh_totals(area_id: int, period: Period, elements: Iterable[str], at: datetime) -> None:
    """This will add up anew, for every area above one, the current facts of the elements that changed.

    The row of the (area, period) is locked first, in the order of identifiers: of two reports closed at the same
    moment the second adds up after the first is committed, so no total misses a figure.
    """
    summed = [code for code in elements if book().element(code).sums_over_areas]
    if not summed:
        return
    for ancestor in sorted(above(area_id, period)):
        _refresh(ancestor, period, summed, at)


def refresh_totals_of(closed: Iterable[tuple[int, Period, Iterable[str]]], at: datetime) -> None:
    """This will add up anew, once each, every total above areas whose elements changed: (area, period, elements).

    Locked in the order of identifiers, as `refresh_totals` does it.
    """
    changed: dict[Period, dict[int, set[str]]] = {}
    for area_id, period, elements in closed:
        if summed := {code for code in elements if book().element(code).sums_over_areas}:
            changed.setdefault(period, {}).setdefault(area_id, set()).update(summed)
    wanted: dict[tuple[int, Period], set[str]] = {}
    for period, by_area in changed.items():
        for area_id, ancestors in above_all(by_area, period).items():
            for ancestor in ancestors:
                wanted.setdefault((ancestor, period), set()).update(by_area[area_id])
    for ancestor, period in sorted(wanted, key=lambda one: (one[0], one[1].id)):
        _refresh(ancestor, period, sorted(wanted[ancestor, period]), at)


def refresh_since(part_ids: Collection[int], since: date, at: datetime) -> None:
    """This will add up anew, after a change of the map, every total of a period that ends on its day or later.

    part_ids: areas whose figures may count elsewhere now. Totals in which nothing is counted any more are dropped.
    """
    moved: dict[tuple[int, str], list[str]] = {}
    facts = Fact.objects.filter(area_id__in=part_ids, superseded_at__isnull=True)
    for area_id, period_id, element in facts.values_list("area_id", "period", "element"):
        moved.setdefault((area_id, period_id), []).append(element)
    for (area_id, period_id), elements in sorted(moved.items()):
        period = Period.parse(period_id)
        if period.last_day >= since:
            refresh_totals(area_id, period, sorted(elements), at)
    for row in TotalSet.objects.order_by("area_id", "period"):
        period = Period.parse(row.period)
        if period.last_day < since:
            continue
        stored = Total.objects.filter(area_id=row.area_id, period=row.period)
        _refresh(row.area_id, period, sorted(stored.values_list("element", flat=True)), at)
        if not stored.filter(reported__gt=0).exists():
            stored.delete()
            row.delete()


def hold_totals(area_id: int, period: Period, at: datetime) -> TotalSet:
    """This will lock the row of an area and period: who adds up under it sees all that was closed before."""
    TotalSet.objects.get_or_create(area_id=area_id, period=period.id, defaults={"refreshed_at": at})
    return TotalSet.objects.select_for_update().get(area_id=area_id, period=period.id)


def _refresh(ancestor: int, period: Period, summed: list[str], at: datetime) -> None:
    held = hold_totals(ancestor, period, at)
    held.refreshed_at = at
    held.save(update_fields=["refreshed_at"])
    _add_up(ancestor, period, summed)


def _add_up(area_id: int, period: Period, elements: list[str]) -> None:
    parts = areas_counted(area_id, period)
    expected = _expected(parts, period, elements)
    sums: dict[str, tuple[Quantity, int, int]] = {element: (Quantity(0), 0, 0) for element in elements}
    is_estimate = Q(provenance=Fact.Provenance.ESTIMATED)
    rows = (
        Fact.objects.filter(area_id__in=parts, period=period.id, element__in=elements, superseded_at__isnull=True)
        .values_list("element", "scale")
        .annotate(Sum("scaled"), Count("id"), estimates=Count("id", filter=is_estimate))
    )
    for element, scale, scaled, count, estimates in rows:
        total, reported, estimated = sums[element]
        sums[element] = (total + Quantity(scaled, scale), reported + count, estimated + estimates)
    Total.objects.bulk_create(
        [
            Total(
                area_id=area_id,
                period=period.id,
                element=element,
                scaled=total.scaled,
                scale=total.scale,
                reported=reported,
                expected=max(expected[element], reported),
                estimated=estimated,
            )
            for element, (total, reported, estimated) in sums.items()
        ],
        update_conflicts=True,
        unique_fields=["area", "period", "element"],
        update_fields=["scaled", "scale", "reported", "expected", "estimated"],
    )


def _expected(part_ids: Iterable[int], period: Period, elements: Iterable[str]) -> dict[str, int]:
    """How many areas owe each element; one that no form asks for (a decision, residents) is expected of every area."""
    part_ids = list(part_ids)
    owed = set(Duty.objects.filter(area_id__in=part_ids, period=period.id).values_list("form_id", "area_id"))
    asking: dict[str, set[int]] = {}
    for form_id, area_id in owed:
        asking.setdefault(form_id, set()).add(area_id)
    forms = {form_id: book().form_by_id(form_id) for form_id in asking}
    found = {}
    for element in elements:
        owing = (asking[form_id] for form_id, form in forms.items() if form.cell(element))
        found[element] = len(set().union(*owing)) or len(part_ids)
    return found


def _differs(figure: ClosedFigure, fact: Fact | None) -> bool:
    was_estimate = fact is not None and fact.provenance == Fact.Provenance.ESTIMATED
    if fact is not None and figure.is_estimate and not was_estimate:
        return False
    if fact is None or figure.quantity is None:
        return (fact is None) != (figure.quantity is None)
    if was_estimate and not figure.is_estimate:
        return True
    return figure.quantity.decimal != Quantity(fact.scaled, fact.scale).decimal
