"""The tasks of a plan for which an agency answers in a review."""

from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans

WITHDRAWN = "withdrawn"


def tasks_to_answer(actor: Actor, plan_id: int, agency_id: int) -> tuple[plans.TaskView, ...]:
    """This will list the tasks that an agency leads, or helps with where it has a part that counts."""
    return tuple(one for one in plans.tasks(actor, plan_id, agency_ids=(agency_id,)) if answers(one, agency_id))


def answers(task: plans.TaskView, agency_id: int) -> bool:
    """This will tell whether an agency answers for a task in a review."""
    return task.state != WITHDRAWN and any(one.agency_id == agency_id and one.counts for one in task.parties)
