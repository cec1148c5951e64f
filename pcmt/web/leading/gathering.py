"""Everything that the leader's page asks for: one question a panel, and only what this actor may see."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView, events
from pcmt.areas.queries.events import EventView
from pcmt.classification import queries as classification
from pcmt.classification.queries import Board
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Apart, Behind, IndicatorRow
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.plans.queries import TaskView
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import DutyView
from pcmt.web.indicators.behind import STATES
from pcmt.web.leading import week
from pcmt.web.leading.week import Change

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Outside:
    """Targets of plans that the area's indicators do not tell of.

    unmeasured: tied to no indicator, a person has to judge them. apart: set to a zone, a type or one of the communes;
    behind: those of zones and types that are late or failing, these last.
    """

    unmeasured: int
    apart: int
    behind: tuple[Apart, ...]


@dataclass(frozen=True)
class Found:
    """What a leader sees of the province; None where a panel is not theirs to see, so that it is left out."""

    area: AreaView
    rows: tuple[IndicatorRow, ...]
    behind: tuple[Behind, ...]
    outside: Outside
    tasks: tuple[TaskView, ...] | None
    reports: tuple[DutyView, ...] | None
    board: Board | None
    changes: tuple[Change, ...]


def gather(actor: Actor, on: date, at: datetime) -> Found | None:
    """This will gather the leader's page as of a day; None where no province has been set up."""
    if areas.province(on) is None:
        return None
    area = indicators.home_area(actor, on)
    rows = indicators.indicator_rows(actor, area.id, on)
    tasks = plans.tasks(actor, state="overdue", on=on) if actor.may_somewhere("plans.view") else None
    reports = reporting.overdue(actor, on) if actor.may_somewhere("reporting.view") else None
    return Found(
        area=area,
        rows=rows,
        behind=indicators.behind(rows, area.id, on),
        outside=_outside(actor, area, rows, on),
        tasks=tasks,
        reports=reports,
        board=_board(actor, on),
        changes=_changes(actor, area, rows, tasks or (), reports or (), on=on, at=at),
    )


def _outside(actor: Actor, area: AreaView, rows: tuple[IndicatorRow, ...], on: date) -> Outside:
    measured = {row.rule.code for row in rows}
    found = plans.targets(actor)
    unmeasured = [one for one in found if one.indicator not in measured and one.scope_area_id == area.id]
    apart = [one for one in found if one not in unmeasured and (plans.is_part(one) or one.scope_area_id != area.id)]
    parts = (one for group in indicators.set_apart(actor, area, on).values() for one in group)
    behind = [one for one in parts if one.target in apart and one.progress.state in STATES]
    return Outside(
        unmeasured=len(unmeasured),
        apart=len(apart),
        behind=tuple(sorted(behind, key=lambda one: STATES.index(one.progress.state), reverse=True)),
    )


def _board(actor: Actor, on: date) -> Board | None:
    if not actor.may_somewhere("classification.view"):
        return None
    try:
        return classification.board(actor, None, on)
    except NotFound:
        return None  # no scheme is in force yet


def _changes(
    actor: Actor,
    area: AreaView,
    rows: tuple[IndicatorRow, ...],
    tasks: tuple[TaskView, ...],
    reports: tuple[DutyView, ...],
    *,
    on: date,
    at: datetime,
) -> tuple[Change, ...]:
    since = at - WEEK
    found = week.moves(indicators.moved(rows, area.id, since, on), reporting.sight_of(actor))
    if actor.may_somewhere("reporting.view"):
        found += week.corrections(reporting.corrected_reports(actor, since))
    if actor.may_somewhere("classification.view"):
        decisions = classification.recent_decisions(actor, since)
        names = areas.last_seen({one.decision.area_id for one in decisions}, on) if decisions else {}
        found += week.decided(decisions, {area_id: view.full_name for area_id, view in names.items()})
    if actor.may_somewhere("areas.view"):
        found += week.redrawn(_redrawn(on))
    return week.five([*found, *week.fallen_due(reports, tasks, on - WEEK)])


def _redrawn(on: date) -> list[tuple[EventView, list[str], list[str]]]:
    """The changes of the map that took effect in the week, each with the names of the units before and after."""
    recent = [one for one in events.events() if one.state == "applied" and on - WEEK < one.on <= on]
    return [
        (one, [view.full_name for view in events.old_units(one).values()],
         [view.full_name for view in events.new_units(one).values()])
        for one in recent
    ]  # fmt: skip
