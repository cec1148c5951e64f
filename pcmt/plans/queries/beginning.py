"""What the plan above gives an agency for a plan of its own: its shares, its duties, and what it may take besides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.kernel.actor import Actor
from pcmt.kernel.quantity import Quantity
from pcmt.plans.beginning import carried_title
from pcmt.plans.queries.cascades import shared_targets
from pcmt.plans.queries.plans import plan
from pcmt.plans.queries.tasks import tasks
from pcmt.plans.rules.answers import PlanView, TargetView
from pcmt.plans.rules.counterparts import counterpart_kind
from pcmt.plans.rules.parts import asks_for_plan, is_formal
from pcmt.plans.rules.task_answers import TaskView


@dataclass(frozen=True)
class Given:
    """What the plan above holds for an agency.

    duties: its open tasks there; helped: those of them in which it only helps; answered: those that ask for this very
    plan, done once it is issued. offered: open tasks that others lead, each with the office of the agency's own place
    that would do it there.
    """

    plan: PlanView
    title: str
    targets: tuple[tuple[TargetView, Quantity], ...]
    duties: tuple[TaskView, ...]
    helped: frozenset[int]
    answered: tuple[TaskView, ...]
    offered: tuple[tuple[TaskView, AgencyView], ...]


def given(actor: Actor, parent_id: int, on: date) -> Given:
    """This will tell what a plan gives the actor's agency for its own; NotFound where the plan may not be seen."""
    view = plan(actor, parent_id)
    own = agencies.agencies_by_id([actor.agency_id]).get(actor.agency_id) if actor.agency_id is not None else None
    every = [one for one in tasks(actor, plan_id=parent_id, on=on) if one.is_open]
    mine = [one for one in every if any(party.agency_id in actor.own_agencies for party in one.parties)]
    beside = _beside(own, on)
    duties = tuple(one for one in mine if _is_work(one))
    held = {one.id for one in mine}
    offered = ((one, office) for one in every if one.id not in held and (office := _office(one, beside)))
    return Given(
        plan=view,
        title=carried_title(view.title, view.agency_id, own, on) if own else "",
        targets=shared_targets(actor, parent_id),
        duties=duties,
        helped=frozenset(
            one.id for one in duties if all(party.agency_id not in actor.own_agencies for party in one.leads)
        ),
        answered=tuple(one for one in mine if asks_for_plan(one.title)),
        offered=tuple((one, office) for one, office in offered if _is_work(one)),
    )


def _is_work(task: TaskView) -> bool:
    """Whether a duty is one to be carried out, and neither asks for the plan itself nor only closes a document."""
    return not asks_for_plan(task.title) and not is_formal(task.title)


def _beside(own: AgencyView | None, on: date) -> Mapping[str, AgencyView]:
    """The offices of a commune by kind; nothing for whom no commune's house is."""
    if own is None or own.kind != "ubnd_xa":
        return {}
    return {one.kind: one for one in agencies.agencies(area_id=own.area_id, on=on)}


def _office(task: TaskView, beside: Mapping[str, AgencyView]) -> AgencyView | None:
    kinds = (counterpart_kind(party.name) for party in task.leads)
    return next((beside[kind] for kind in kinds if kind in beside), None)
