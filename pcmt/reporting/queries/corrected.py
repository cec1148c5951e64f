"""Corrections of closed reports since a moment, accepted or carried into a later one: whose, why, which figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting import report_rows
from pcmt.reporting.correcting import Change, changed_in
from pcmt.reporting.models import Adjustment, Fact, Submission
from pcmt.reporting.queries.duties import area_names, latest_rounds, visible_duties
from pcmt.reporting.queries.restricted import sight_of
from pcmt.reporting.queries.sheet_views import SubmissionView
from pcmt.reporting.rules.naming import report_name_inside
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
    """A report whose correction was accepted; of figures only those that the reader may see.

    into: the period whose report takes the correction up, where the corrected one's is closed; then it stays as it is.
    """

    submission_id: int
    area_id: int
    area_name: str
    name: str
    period: Period
    at: datetime
    reason: str
    figures: tuple[CorrectedFigure, ...]
    into: Period | None = None


def corrected_reports(actor: Actor, since: datetime) -> tuple[CorrectedReport, ...]:
    """This will list the corrections accepted or carried after a moment that the actor may see, the newest first."""
    found = [*_accepted(actor, since), *_carried(actor, since)]
    return tuple(sorted(found, key=lambda one: (one.at, one.submission_id), reverse=True))


def changes_of(view: SubmissionView) -> tuple[Change, ...]:
    """This will list what a correction that is being written says otherwise than the closed report.

    Of figures hidden from its reader nothing is told.
    """
    (row,) = report_rows.REPORT.all(view.id)
    hidden = {cell.element for section in view.sections for cell in section.cells if cell.hidden}
    hidden |= {one.code for section in view.sections for one in section.answers if one.hidden}
    found = changed_in(row, book().form_by_id(view.duty.form_id))
    return tuple(one for one in found if one.code not in hidden)


def _accepted(actor: Actor, since: datetime) -> list[CorrectedReport]:
    rows = Submission.objects.filter(round__gt=1, accepted_at__gt=since, duty__in=visible_duties(actor)).select_related(
        "duty"
    )
    found = list(rows.order_by("-accepted_at", "-id"))
    if not found:
        return []
    names, sight = area_names(row.duty for row in found), sight_of(actor)
    now = list(Fact.whoever.filter(submission__in=[row.pk for row in found]).order_by("element"))
    before = _before(now)
    changed: dict[int, list[CorrectedFigure]] = {row.pk: [] for row in found}
    for fact in now:
        stood = before.get((fact.area_id, fact.agency_id, fact.period, fact.element, fact.revision - 1))
        figure = _changed(fact, stood)
        if figure and sight.covers(fact.element, fact.area_id) and fact.submission_id is not None:
            changed[fact.submission_id].append(figure)
    return [_told(row, names[row.duty.area_id].full_name, tuple(changed[row.pk])) for row in found]


def _carried(actor: Actor, since: datetime) -> list[CorrectedReport]:
    """Corrections of closed periods: those of one report carried into one period stand together."""
    rows = Adjustment.objects.filter(at__gt=since, dropped_at__isnull=True, duty__in=visible_duties(actor))
    groups: dict[tuple[int, str], list[Adjustment]] = {}
    for row in rows.select_related("duty").order_by("element"):
        groups.setdefault((row.duty_id, row.into), []).append(row)
    if not groups:
        return []
    duties = {one.duty_id: one.duty for members in groups.values() for one in members}
    names, latest, sight = area_names(duties.values()), latest_rounds(duties.values()), sight_of(actor)
    found = []
    for (duty_id, into), members in groups.items():
        duty, period = duties[duty_id], Period.parse(duties[duty_id].period)
        seen = tuple(_adjusted(one) for one in members if sight.covers(one.element, duty.area_id))
        found.append(
            CorrectedReport(
                submission_id=latest[duty_id].pk,
                area_id=duty.area_id,
                area_name=names[duty.area_id].full_name,
                name=report_name_inside(book().form_by_id(duty.form_id).label, period),
                period=period,
                at=max(one.at for one in members),
                reason=members[0].reason,
                figures=seen,
                into=Period.parse(into),
            )
        )
    return found


def _adjusted(row: Adjustment) -> CorrectedFigure:
    element = book().element(row.element)
    before, now = Quantity(row.before, row.scale), Quantity(row.after, row.scale)
    return CorrectedFigure(element.label, element.unit, before, now)


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
    name = report_name_inside(book().form_by_id(row.duty.form_id).label, period)
    return CorrectedReport(
        row.pk,
        row.duty.area_id,
        area_name,
        name,
        period,
        row.accepted_at,
        row.reason,
        figures,
    )
