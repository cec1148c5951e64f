"""What plans count (tasks due and done in time) and register (communes by year) as figures that formulas read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from pcmt.areas import queries as areas
from pcmt.indicators.rules.needs import Need
from pcmt.indicators.rules.sheet import Figure, Key
from pcmt.kernel.period import Kind, Period
from pcmt.plans import queries as plans
from pcmt.plans.queries import TaskTiming
from pcmt.rulebook.queries import book


def planned_figures(
    wanted: Iterable[Need], single: Collection[int], parts: Mapping[int, Sequence[int]], on: date
) -> dict[Key, Figure]:
    """This will read plans for elements that the rulebook ties to them; no query where no formula asks.

    single: areas by themselves; parts: communes by the whole that they make up. An area that was made of others since a
    period has no figure of its own in it; a task led from it then counts for the whole, since who goes on answers.
    """
    asked = {(need.element, need.period) for need in wanted}
    tasks = {element.code: element.tasks for element in book().elements() if element.tasks}
    roadmaps = {element.code: element.roadmap for element in book().elements() if element.roadmap}
    counted = [pair for pair in asked if pair[0] in tasks]
    yearly = [pair for pair in asked if pair[0] in roadmaps and _is_year(pair[1])]
    if not counted and not yearly:
        return {}
    places = {*single, *(one for group in parts.values() for one in group)}
    made = areas.carried(places, {period.last_day for _, period in (*counted, *yearly)}, on)
    own = {period: places - made.get(period.last_day, {}).keys() for _, period in (*counted, *yearly)}
    found: dict[Key, Figure] = {}
    for code in {roadmaps[element] for element, _ in yearly}:
        standing = plans.registered(code, places, {period.year for _, period in yearly})
        for element, period in yearly:
            if standing and roadmaps[element] == code:
                here = {one: standing[one, period.year] for one in own[period]}
                found |= {(one, period.id, element): Figure(Fraction(yes)) for one, yes in here.items()}
    due = _falling_due([period for _, period in counted], on)
    for element, period in counted:
        groups = {one: {one} for one in own[period]} | {whole: {whole, *group} for whole, group in parts.items()}
        for one, group in groups.items():
            here_due = [task for task in due if period.contains(task.due_on) and task.areas & group]
            if figure := _counted(tasks[element], here_due, one, on):
                found[one, period.id, element] = figure
    return found


def _falling_due(periods: Sequence[Period], on: date) -> tuple[TaskTiming, ...]:
    """The tasks of all periods together, asked for once."""
    if not periods:
        return ()
    return plans.task_timings(min(one.first_day for one in periods), max(one.last_day for one in periods), on)


def _counted(count: str, due: Sequence[TaskTiming], area_id: int, on: date) -> Figure | None:
    """What may still be done in time makes the count known only from below; None where nothing falls due."""
    if not due:
        return None
    if count == "due":
        return Figure(Fraction(len(due)))
    waiting = (area_id,) if any(task.is_waiting(on) for task in due) else ()
    return Figure(Fraction(sum(task.is_on_time for task in due)), missing_areas=waiting)


def _is_year(period: Period) -> bool:
    return not period.free and period.kind is Kind.YEAR
