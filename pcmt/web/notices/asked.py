"""The calendar narrowed to some tasks, by the same choices as the lists of tasks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.web.plans.task_filters import wish_of

NARROWING = ("ke_hoach", "phu_trach", "tim")
MOST = 20_000


@dataclass(frozen=True)
class TasksAsked:
    """task_ids: the tasks wanted, None where the calendar is not narrowed. kept: the choices, for other links."""

    task_ids: frozenset[int] | None = None
    kept: dict[str, str] = field(default_factory=dict)


def tasks_asked(actor: Actor, said: Mapping[str, str], on: date) -> TasksAsked:
    """This will find the tasks to which an address narrows the calendar: by plan, who is in charge, words, state."""
    wish, kept = wish_of(said, actor, on)
    chosen = {name: kept[name] for name in NARROWING if name in kept}
    chosen |= {"trang_thai": wish.standing} if wish.standing else {}
    if not chosen:
        return TasksAsked()
    wide = actor.areas_for("reporting.view") is None
    wish = replace(wish, until=None, agency_ids=None if wide else actor.own_agencies)
    return TasksAsked(frozenset(plans.task_ids(actor, wish, on, MOST)), chosen)
