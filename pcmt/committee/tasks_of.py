"""The tasks of a plan for which an agency answers in a review."""

from collections.abc import Collection
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.committee.models import ReviewAnswer
from pcmt.committee.rules.reviewing import proposed_outcome
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans

WITHDRAWN = "withdrawn"
OVERDUE = "overdue"


def spoken_for(review_id: int, agency_id: int, on: date) -> frozenset[int]:
    """This will name for whom an agency answers: itself, and those that ended into it and were not asked themselves.

    What a commune did before it was merged is told by the office that goes on for it.
    """
    before = agencies.predecessors([agency_id], on).get(agency_id, frozenset())
    if not before:
        return frozenset({agency_id})
    asked = ReviewAnswer.objects.filter(review_id=review_id, agency_id__in=before)
    return frozenset({agency_id}) | before - set(asked.values_list("agency_id", flat=True))


def tasks_to_answer(actor: Actor, plan_id: int, agency_ids: Collection[int]) -> tuple[plans.TaskView, ...]:
    """This will list the tasks that agencies lead, or help with where they have a part that counts."""
    return tuple(one for one in plans.tasks(actor, plan_id, agency_ids=agency_ids) if parts_of(one, agency_ids))


def parts_of(task: plans.TaskView, agency_ids: Collection[int]) -> tuple[plans.PartyView, ...]:
    """This will give the parts of a task for which agencies answer in a review."""
    if task.state == WITHDRAWN:
        return ()
    return tuple(one for one in task.parties if one.agency_id in agency_ids and one.counts)


def followed(task: plans.TaskView, part: plans.PartyView) -> str:
    """This will propose how a part of a task ended by what the plan knows of it; "" where that tells nothing."""
    late = part.standing.code == OVERDUE if part.standing else task.is_overdue
    return proposed_outcome(part.state, part.percent or 0, is_late=late)
