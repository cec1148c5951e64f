"""Reports corrected after closing, and accepted again, since a moment: whose, why, and which figures changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.models import Fact, Submission
from pcmt.reporting.queries.duties import area_names, visible_duties
from pcmt.reporting.queries.restricted import sight_of
from pcmt.reporting.rules.naming import report_name
from pcmt.rulebook.queries import book

Key = tuple[int, int | None, str, str, int]
"""A figure in time: area, agency (where each keeps its own), period, element, revision."""


@dataclass(frozen=True)
class CorrectedFigure:
    """A closed figure that a correction changed; None before where there was none."""

    label: str
    unit: str
    before: Quantity | None
    now: Quantity


@dataclass(frozen=True)
class CorrectedReport:
    """A report whose correction was accepted; of figures only those that the reader may see."""

    submission_id: int
    area_id: int
    area_name: str
    name: str
    period: Period
    at: datetime
    reason: str
    figures: tuple[CorrectedFigure, ...]


def corrected_reports(actor: Actor, since: datetime) -> tuple[CorrectedReport, ...]:
    """This will list the corrections accepted after a moment that the actor may see, the newest first."""
    rows = Submission.objects.filter(round__gt=1, accepted_at__gt=since, duty__in=visible_duties(actor)).select_related(
        "duty"
    )
    found = list(rows.order_by("-accepted_at", "-id"))
    if not found:
        return ()
    names, sight = area_names(row.duty for row in found), sight_of(actor)
    now = list(Fact.whoever.filter(submission__in=[row.pk for row in found]).order_by("element"))
    before = _before(now)
    changed: dict[int, list[CorrectedFigure]] = {row.pk: [] for row in found}
    for fact in now:
        stood = before.get((fact.area_id, fact.agency_id, fact.period, fact.element, fact.revision - 1))
        figure = _changed(fact, stood)
        if figure and sight.covers(fact.element, fact.area_id) and fact.submission_id is not None:
            changed[fact.submission_id].append(figure)
    return tuple(_told(row, names[row.duty.area_id].full_name, tuple(changed[row.pk])) for row in found)


def _before(facts: Iterable[Fact]) -> dict[Key, Fact]:
    again = [fact for fact in facts if fact.revision > 1]
    rows = Fact.whoever.filter(
        area__in={fact.area_id for fact in again},
        period__in={fact.period for fact in again},
        element__in={fact.element for fact in again},
        superseded_at__isnull=False,
    )
    return {(row.area_id, row.agency_id, row.period, row.element, row.revision): row for row in rows}


def _changed(fact: Fact, stood: Fact | None) -> CorrectedFigure | None:
    now, before = Quantity(fact.scaled, fact.scale), Quantity(stood.scaled, stood.scale) if stood else None
    if before == now:
        return None
    element = book().element(fact.element)
    return CorrectedFigure(element.label, element.unit, before, now)


def _told(row: Submission, area_name: str, figures: tuple[CorrectedFigure, ...]) -> CorrectedReport:
    assert row.accepted_at is not None  # only accepted rounds were asked for
    period = Period.parse(row.duty.period)
    label = book().form_by_id(row.duty.form_id).label
    return CorrectedReport(
        row.pk, row.duty.area_id, area_name, report_name(label, period), period, row.accepted_at, row.reason, figures
    )
