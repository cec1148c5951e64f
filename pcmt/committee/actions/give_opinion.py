"""Give an opinion as a task of a plan."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.opinion_access import obtain_duty_of_keeper
from pcmt.committee.rules.opinions import BadOpinion
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.queries import TaskInput
from pcmt.rulebook.queries import book


@transaction.atomic
def give_opinion(*, duty_id: int, plan_id: int, actor: Actor, at: datetime) -> int:
    """This will make a task of what an agency owes on an opinion, led by it, due on its day; returns the task."""
    duty = obtain_duty_of_keeper(duty_id, "committee.give_opinion", actor)

    book().lifecycle("opinion").after(duty.state, "give_opinion")
    if duty.followed_by_id is not None:
        raise BadOpinion("Ý kiến này đã được giao thành nhiệm vụ.", where=f"task:{duty.followed_by_id}")

    said = TaskInput(title=duty.opinion.words, leads=(duty.agency_id,), due_on=duty.opinion.due_on)
    duty.followed_by_id = add_task(plan_id=plan_id, said=said, actor=actor, at=at)
    duty.save(update_fields=["followed_by"])

    record(
        action="committee.give_opinion",
        subject=f"opinion:{duty.opinion_id}",
        actor=actor,
        at=at,
        after={"plan": plan_id, "agency": duty.agency_id, "reference": f"task:{duty.followed_by_id}"},
    )
    return duty.followed_by_id
