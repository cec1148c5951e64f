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
    found: dict[Key, Figure] = {}
    for element, period in yearly:
        own = places - made.get(period.last_day, {}).keys()
        standing = plans.registered(roadmaps[element], own, [period.year])
        found |= {(one, period.id, element): Figure(Fraction(yes)) for (one, _), yes in standing.items()}
    for element, period in counted:
        due = plans.task_timings(period.first_day, period.last_day, on)
        own = places - made.get(period.last_day, {}).keys()
        groups = {one: {one} for one in own} | {whole: {whole, *group} for whole, group in parts.items()}
        for one, group in groups.items():
            if figure := _counted(tasks[element], [task for task in due if task.areas & group], one, on):
                found[one, period.id, element] = figure
    return found


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
