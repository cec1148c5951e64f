"""Proposes to close tasks whose figures are reached, and takes proposals back that a correction undid."""

from datetime import datetime

from django.utils import timezone

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Value
from pcmt.kernel.actor import system_actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.propose_closing import propose_closing
from pcmt.plans.actions.take_back_closing import take_back_closing
from pcmt.plans.queries import MeasureView

LOOK_BACK = 4
"""How many periods back a figure is looked for: it may come in late."""


def look_at_figures_of_tasks(at: datetime) -> int:
    """This will look at the figure of every open task that has one, and return how many proposals came or went."""
    actor = system_actor("xem số liệu của nhiệm vụ", "plans.propose_closing", "plans.take_back_closing")
    changed = 0
    for one in plans.measured_tasks():
        found = _figure(one, at)
        if found is not None and indicators.is_reached(one, found):
            changed += propose_closing(
                task_id=one.task_id,
                reference=found.reference,
                shown=f"{found.display}, {found.period.name_inside}",
                actor=actor,
                at=at,
            )
        else:
            changed += take_back_closing(task_id=one.task_id, actor=actor, at=at)
    return changed


def _figure(one: MeasureView, at: datetime) -> Value | None:
    """The newest figure since the plan began; None where its rule or all its periods lie outside."""
    today = timezone.localdate(at)
    rule = indicators.rule_on(one.indicator, today)
    if rule is None:
        return None
    ended = indicators.ended_periods(rule.period_kind, rule.calendar, today, LOOK_BACK)
    within = [period for period in ended if period.last_day >= one.since]
    return indicators.latest(indicators.series(one.indicator, one.area_id, within, today)) if within else None
