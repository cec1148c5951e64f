"""The coverage of a plan: its duties against the agencies of whom one is expected."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.kernel.actor import Actor
from pcmt.plans.models import PlanAsked
from pcmt.plans.queries.cascades import CascadeRow, cascade
from pcmt.plans.queries.plans import plan
from pcmt.plans.queries.tasks import tasks
from pcmt.plans.rules.answers import PlanView
from pcmt.plans.rules.covering import REASONS, Cover, Duty, cover
from pcmt.plans.rules.task_answers import TaskView
from pcmt.plans.states import WITHDRAWN
from vanban.text import sort_key


@dataclass(frozen=True)
class Coverage:
    """A plan's duties × agencies. agencies and duties: what the identifiers in `cover` stand for.

    without_plan: who was asked for a plan of its own and has issued none. asks_plans: whether anybody was asked.
    """

    plan: PlanView
    on: date
    duties: dict[int, TaskView]
    agencies: dict[int, AgencyView]
    cover: Cover
    without_plan: tuple[CascadeRow, ...]
    asks_plans: bool = False

    @property
    def unclear(self) -> tuple[tuple[TaskView, str], ...]:
        """The duties of which it is unclear who answers, each with the reason in words."""
        return tuple((self.duties[one], REASONS[reason]) for one, reason in self.cover.unclear)

    @property
    def idle(self) -> tuple[AgencyView, ...]:
        """The agencies of whom nothing is asked."""
        return tuple(self.agencies[one] for one in self.cover.without_duty if one in self.agencies)


def coverage(actor: Actor, plan_id: int, on: date) -> Coverage:
    """This will set a plan's duties against the agencies; NotFound where the actor may not see the plan.

    A duty is expected of the agencies that were asked for a plan of their own, else of all that are ordered and not
    asked (đề nghị) and stand right under the plan's keeper's house that day.
    """
    view = plan(actor, plan_id)
    found = [one for one in tasks(actor, plan_id=plan_id, on=on) if one.state != WITHDRAWN]
    expected = _expected(view, on)
    found.sort(key=lambda task: task.id)
    named = {party.agency_id for one in found for party in one.parties if party.agency_id is not None}
    names = agencies.agencies_by_id({*expected, *named}, on)
    names |= agencies.agencies_by_id(named - names.keys())
    duties = [_duty(one, names) for one in found]
    order = sorted(expected & names.keys(), key=lambda one: sort_key(names[one].name))
    below = cascade(actor, plan_id, on).rows
    return Coverage(
        plan=view,
        on=on,
        duties={one.id: one for one in found},
        agencies=names,
        cover=cover(duties, order),
        without_plan=tuple(row for row in below if not row.is_issued),
        asks_plans=bool(below),
    )


def _expected(view: PlanView, on: date) -> set[int]:
    asked = set(PlanAsked.objects.filter(plan_id=view.id).values_list("agency_id", flat=True))
    if asked or view.agency_id is None:
        return asked
    keeper = agencies.agencies_by_id([view.agency_id], on).get(view.agency_id)
    house = keeper.parent_id or keeper.id if keeper else None
    beside = agencies.agencies(parent_id=house, on=on) if house is not None else ()
    return {one.id for one in beside if not one.party_line and one.id != view.agency_id}


def _duty(task: TaskView, names: dict[int, AgencyView]) -> Duty:
    leads = [one.agency_id for one in task.leads if one.agency_id is not None]
    # Offices of one kind (the communes' committees) lead each in its own place, named together or one by one.
    kinds = Counter(names[one].kind for one in leads)
    return Duty(
        id=task.id,
        title=task.title,
        leads=tuple(leads),
        supports=tuple(one.agency_id for one in task.supports if one.agency_id is not None),
        words=tuple(one.name for one in task.leads if one.agency_id is None),
        groups=tuple(one for one in leads if kinds[names[one].kind] > 1),
    )
