"""Accept that an opinion was carried out."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee.opinion_access import obtain_duty_of_keeper
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book


@transaction.atomic
def accept_opinion(*, duty_id: int, actor: Actor, at: datetime) -> None:
    """This will close what an agency owed on an opinion and has answered; raises CannotMove where it has not."""
    duty = obtain_duty_of_keeper(duty_id, "committee.accept_opinion", actor)

    state = book().lifecycle("opinion").after(duty.state, "accept_opinion")

    duty.state, duty.closed_on = state, localdate(at)
    duty.save(update_fields=["state", "closed_on"])

    record(
        action="committee.accept_opinion",
        subject=f"opinion:{duty.opinion_id}",
        actor=actor,
        at=at,
        after={"agency": duty.agency_id, "state": state},
    )
