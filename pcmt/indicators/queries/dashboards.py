"""Dashboards: those that an actor may open, and what their panels show, by the rights of whoever looks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import policy
from pcmt.indicators.models import DashboardPanel, SavedDashboard
from pcmt.indicators.queries.moves import compared_to
from pcmt.indicators.queries.pages import TREND, IndicatorPage, assembled, targets_of
from pcmt.indicators.queries.places import Place, places_over
from pcmt.indicators.queries.targets import ended_periods, rule_on
from pcmt.indicators.queries.values import Value, latest, values
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import IndicatorDef, book

PANEL_KINDS = {kind.value: str(kind.label) for kind in DashboardPanel.Kind}
"""How a panel can show an indicator: its code and its Vietnamese name."""


@dataclass(frozen=True)
class PanelView:
    """One panel: how it shows which indicator; `kind` is a key of PANEL_KINDS."""

    kind: str
    indicator: str


@dataclass(frozen=True)
class DashboardView:
    """A dashboard with its panels in order; `version` grows with every change."""

    id: int
    name: str
    owner_name: str
    is_own: bool
    area_id: int | None
    version: int
    saved_at: datetime
    shared_at: datetime | None
    panels: tuple[PanelView, ...]


def dashboards(actor: Actor) -> tuple[DashboardView, ...]:
    """This will list the dashboards that the actor may open: their own first, then those that others share."""
    if not actor.may_somewhere(policy.VIEW):
        return ()
    rows = _open_to(actor).select_related("owner").prefetch_related("panels").order_by("name", "pk")
    found = [_view(row, actor) for row in rows]
    return (*(one for one in found if one.is_own), *(one for one in found if not one.is_own))


def dashboard(actor: Actor, dashboard_id: int) -> DashboardView:
    """This will give a dashboard of the actor's own, or one that is shared; NotFound for every other."""
    row = _open_to(actor).select_related("owner").prefetch_related("panels").filter(pk=dashboard_id).first()
    if row is None or not actor.may_somewhere(policy.VIEW):
        raise NotFound
    return _view(row, actor)


def offered(on: date) -> tuple[IndicatorDef, ...]:
    """This will list the indicators that a panel can show."""
    return tuple(book().indicators(on))


def indicator_pages(
    actor: Actor, codes: Collection[str], area_id: int, until: date, on: date, *, placed: Collection[str] = ()
) -> dict[str, IndicatorPage]:
    """This will gather several indicators of an area by the periods that ended by a day, those of one kind together.

    placed: the codes whose communes are wanted as well. What does not exist at such an area is left out.
    """
    area = areas.area(area_id, on)
    policy.need_view(actor, area)
    rules = {code: rule for code in codes if (rule := rule_on(code, on)) and rule.level in ("any", area.level)}
    targets = targets_of(actor, area_id, on)
    groups: dict[tuple[Kind, Calendar], list[IndicatorDef]] = {}
    for rule in rules.values():
        groups.setdefault((rule.period_kind, rule.calendar), []).append(rule)
    pages: dict[str, IndicatorPage] = {}
    for (kind, calendar), members in groups.items():
        ended = ended_periods(kind, calendar, until, TREND[kind])
        for rule, known in _known(members, area_id, ended, on):
            value = latest([known[period] for period in ended[-3:]])
            below = _below(rule, value.period, area, on) if rule.code in placed else {}
            pages[rule.code] = assembled(
                rule=rule,
                area=area,
                value=value,
                known=known,
                ended=ended,
                targets=targets.get(rule.code, []),
                below=below,
            )
    return pages


def _known(
    members: Sequence[IndicatorDef], area_id: int, ended: Sequence[Period], on: date
) -> list[tuple[IndicatorDef, dict[Period, Value]]]:
    earlier = [one for later in ended[-3:] for one in compared_to(later).values()]
    periods = tuple(dict.fromkeys((*ended, *earlier)))
    found = values([rule.code for rule in members], [area_id], periods, on)
    return [(rule, {period: found[(rule.code, area_id, period.id)] for period in periods}) for rule in members]


def _below(rule: IndicatorDef, period: Period, area: AreaView, on: date) -> dict[Period, tuple[Place, ...]]:
    return places_over(rule.code, [period.previous(), period], area.id, on) if area.level == "province" else {}


def _open_to(actor: Actor) -> QuerySet[SavedDashboard]:
    return SavedDashboard.objects.filter(
        Q(owner_id=actor.person_id) | Q(shared_at__isnull=False), discarded_at__isnull=True
    )


def _view(row: SavedDashboard, actor: Actor) -> DashboardView:
    return DashboardView(
        id=row.pk,
        name=row.name,
        owner_name=row.owner.name,
        is_own=row.owner_id == actor.person_id,
        area_id=row.area_id,
        version=row.version,
        saved_at=row.saved_at,
        shared_at=row.shared_at,
        panels=tuple(PanelView(panel.kind, panel.indicator) for panel in row.panels.all()),
    )
