"""What indicators say of targets and tasks, as a review may say it: the figure, how it moved, how it stands."""

from collections.abc import Mapping, Sequence
from datetime import date

from pcmt.areas import queries as areas
from pcmt.committee.queries import Proposed, proposed_for_target
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Prospect, Value
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.queries import TargetView, TaskView

LOOK_BACK = 4
"""How many periods back the figure of a task is looked for: it may come in late."""
HOPEFUL = ("met", "on")
OFFICIAL = {"còn trong thời hạn": "chưa đến thời hạn đánh giá", "chưa đo được": "chưa đủ số liệu để đánh giá"}
"""Words of a screen that a report says otherwise."""


def proposals(actor: Actor, targets: Sequence[TargetView], on: date) -> Mapping[int, Proposed]:
    """This will propose for each target, by its id, what its indicator shows on a day; nothing where it is not seen."""
    places = areas.areas_by_id({one.scope_area_id for one in targets}, on)
    seen = {area_id for area_id, area in places.items() if indicators.may_view(actor, area)}
    found = indicators.prospects([one for one in targets if one.scope_area_id in seen], on)
    return {one: _proposed(prospect) for one, prospect in found.items()}


def _proposed(prospect: Prospect) -> Proposed:
    value, standing, ahead = prospect.progress.value, prospect.progress, prospect.outlook
    if value is None or value.state == "void":
        return Proposed()
    before = value.period.same_last_year() if not value.period.free else None
    earlier = next((one for one in prospect.course if one.period == before), None)
    label = prospect.label.replace(standing.label, OFFICIAL.get(standing.label, standing.label), 1)
    told = f"{value.display} ({value.period.name_inside}{_moved(value, earlier)}); {label}."
    keeps = not prospect.fails and (standing.wanted is not None or (ahead is not None and ahead.verdict in HOPEFUL))
    return Proposed(
        proposed_for_target(standing.state, keeps=keeps),
        told,
        value.reference if value.area_id > 0 else "",
        label[:1].upper() + label[1:],
    )


def task_figures(actor: Actor, tasks: Sequence[TaskView], on: date) -> Mapping[int, str]:
    """This will tell of tasks that are to bring about a figure where it stands on a day, in words, by their ids."""
    asked = plans.measures_of([one.id for one in tasks])
    places = areas.areas_by_id({one.area_id for one in asked}, on)
    seen = {area_id for area_id, area in places.items() if indicators.may_view(actor, area)}
    told = {one.task_id: _figure(one, on) for one in asked if one.area_id in seen}
    return {task_id: words for task_id, words in told.items() if words}


def _figure(one: plans.MeasureView, on: date) -> str:
    rule = indicators.rule_on(one.indicator, on)
    if rule is None:
        return ""
    periods = indicators.ended_periods(rule.period_kind, rule.calendar, on, LOOK_BACK)
    earlier = [period.same_last_year() for period in periods if not period.free]
    found = {
        value.period.id: value for value in indicators.series(one.indicator, one.area_id, [*periods, *earlier], on)
    }
    value = indicators.latest([found[period.id] for period in periods])
    if value.state == "void":
        return ""
    before = None if value.period.free else found[value.period.same_last_year().id]
    return f"{rule.label}: {value.display} ({value.period.name_inside}{_moved(value, before)})."


def _moved(value: Value, before: Value | None) -> str:
    if before is None or not (value.number.is_known and before.number.is_known):
        return ""
    change = value.number.value - before.number.value
    if not indicators.rounded(abs(change), value.scale):
        return ", không đổi so với cùng kỳ năm trước"
    amount = indicators.said(abs(change), value.scale, indicators.unit_of_change(value.unit))
    return f", {'tăng' if change > 0 else 'giảm'} {amount} so với cùng kỳ năm trước"
