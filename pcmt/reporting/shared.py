"""Figures that several agencies report of one area: the area's own is their sum once all have closed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.ledger import ClosedFigure, close_figures, hold_totals
from pcmt.reporting.models import Duty, Fact
from pcmt.rulebook.queries import book


def close_shared(duty: Duty, elements: Iterable[str], *, actor: Actor, at: datetime) -> tuple[str, ...]:
    """This will add up what the agencies that owe one form for one area have closed, into the area's own figures.

    While one of them is missing the area's figure is unknown: a part of the sum is not the sum. Of two that close at
    the same moment the second adds up after the first is committed, or each would miss the other.
    """
    period = Period.parse(duty.period)
    hold_totals(duty.area_id, period, at)
    duties = Duty.objects.filter(form_code=duty.form_code, period=duty.period, area=duty.area_id)
    owing: set[int | None] = {*duties.values_list("agency_id", flat=True)}
    closed: dict[str, dict[int | None, Fact]] = {element: {} for element in elements}
    for fact in Fact.whoever.filter(
        area=duty.area_id, period=duty.period, agency__in=owing, element__in=closed, superseded_at__isnull=True
    ):
        closed[fact.element][fact.agency_id] = fact
    figures = [_added_up(element, facts, whole=facts.keys() >= owing) for element, facts in closed.items()]
    said = f"Cộng số liệu của {len(owing)} cơ quan"
    return close_figures(duty.area_id, period, figures, submission=None, basis=said, actor=actor, at=at)


def _added_up(element: str, facts: Mapping[int | None, Fact], *, whole: bool) -> ClosedFigure:
    estimated = any(fact.provenance == Fact.Provenance.ESTIMATED for fact in facts.values())
    provenance = Fact.Provenance.ESTIMATED if estimated else Fact.Provenance.COMPUTED
    if not whole or not book().element(element).sums_over_areas:
        return ClosedFigure(element, None, provenance)
    total = sum((Quantity(fact.scaled, fact.scale) for fact in facts.values()), Quantity(0))
    return ClosedFigure(element, total, provenance)
