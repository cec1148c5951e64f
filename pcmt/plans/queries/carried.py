"""Where a duty stands beside its own plan: in the plan above, and in the plans below that carry it out."""

from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.plans.access import seen_tasks
from pcmt.plans.carrying import above_of
from pcmt.plans.models import Task
from pcmt.plans.rules.standing import Standing
from pcmt.plans.rules.task_answers import TaskView
from pcmt.plans.showing_tasks import views_of_tasks
from pcmt.plans.states import FINISHED, NOT_ISSUED, WITHDRAWN


@dataclass(frozen=True)
class Below:
    """The same duty in a plan below: whose plan it is, who does it there, how it stands."""

    task_id: int
    agency_name: str
    leads_text: str
    standing: Standing | None
    percent: int
    is_done: bool


@dataclass(frozen=True)
class Above:
    """The task of the plan above where an agency reports what stands in its own plan too."""

    task_id: int
    plan_title: str


def carried_below(actor: Actor, task_id: int, on: date) -> tuple[Below, ...]:
    """This will tell how a duty stands in the issued plans of those below, as far as the actor sees them."""
    found = seen_tasks(actor).filter(carries_id=task_id, plan__parent__tasks=task_id)
    rows = list(found.exclude(plan__state__in=NOT_ISSUED).exclude(state=WITHDRAWN).select_related("plan"))
    if not rows:
        return ()
    owners = agencies.agencies_by_id({row.plan.agency_id for row in rows if row.plan.agency_id})
    whose = {row.id: owners[row.plan.agency_id].name for row in rows if row.plan.agency_id in owners}
    told = (
        Below(one.id, whose.get(one.id, one.plan_title), one.leads_text, one.standing, one.percent, _is_done(one))
        for one in views_of_tasks(rows, on)
    )
    return tuple(sorted(told, key=lambda one: (one.is_done, one.agency_name, one.task_id)))


def reported_above(task: TaskView) -> Above | None:
    """This will give where a task that stands in the plan above too is reported and accepted; None where it is here."""
    if task.carries_id is None:
        return None
    agency_ids = [one.agency_id for one in task.parties if one.agency_id is not None]
    above = above_of(Task.objects.select_related("plan").get(id=task.id), agency_ids)
    return Above(above.id, above.plan.title) if above else None


def _is_done(task: TaskView) -> bool:
    return task.state == FINISHED
