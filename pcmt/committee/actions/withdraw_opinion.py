"""Withdraw what was noted as an opinion by mistake."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.opinion_access import obtain_duty_of_keeper
from pcmt.committee.rules.opinions import BadOpinion
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.rulebook.queries import book


@transaction.atomic
def withdraw_opinion(*, duty_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will say, with the reason, that an agency owes nothing on an opinion; the words stay readable."""
    duty = obtain_duty_of_keeper(duty_id, "committee.withdraw_opinion", actor)

    state = book().lifecycle("opinion").after(duty.state, "withdraw_opinion")
    if not as_reason(reason):
        raise BadOpinion("Chưa ghi lý do rút.", fields={"reason": "Ghi lý do."})

    duty.state, duty.returned_for = state, as_reason(reason)
    duty.save(update_fields=["state", "returned_for"])

    record(
        action="committee.withdraw_opinion",
        subject=f"opinion:{duty.opinion_id}",
        actor=actor,
        at=at,
        after={"agency": duty.agency_id, "state": state},
        reason=as_reason(reason),
    )
