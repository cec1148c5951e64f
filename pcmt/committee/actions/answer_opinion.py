"""Answer a leader's opinion for an agency."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee.opinion_access import obtain_own_duty
from pcmt.committee.rules.opinions import LONGEST_WORDS, BadOpinion
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.rulebook.queries import book


@transaction.atomic
def answer_opinion(*, duty_id: int, words: str, actor: Actor, at: datetime) -> None:
    """This will keep what an agency did about an opinion, by its own people; whoever follows it accepts or returns."""
    duty = obtain_own_duty(duty_id, "committee.answer_opinion", actor)

    state = book().lifecycle("opinion").after(duty.state, "answer_opinion")
    if not as_reason(words) or len(words) > LONGEST_WORDS:
        raise BadOpinion("Chưa ghi kết quả thực hiện.", fields={"words": "Ghi đã làm gì, kết quả."})

    duty.state, duty.told, duty.told_on, duty.returned_for = state, as_reason(words), localdate(at), ""
    duty.save(update_fields=["state", "told", "told_on", "returned_for"])

    record(
        action="committee.answer_opinion",
        subject=f"opinion:{duty.opinion_id}",
        actor=actor,
        at=at,
        after={"agency": duty.agency_id, "state": state},
    )
