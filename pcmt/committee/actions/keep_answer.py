"""Keep what an agency has written of its answer to a review so far."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee.review_access import obtain_answer
from pcmt.committee.review_writing import write_down
from pcmt.committee.rules.reviewing import AnswerInput, BadReview, check_unfinished
from pcmt.committee.tasks_of import spoken_for, tasks_to_answer
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book


@transaction.atomic
def keep_answer(*, review_id: int, agency_id: int, said: AnswerInput, actor: Actor, at: datetime) -> None:
    """This will keep a draft that nobody but the agency reads, whatever it still lacks; the answer stays owed.

    What was sent and not returned is no draft any more: it is put right by being sent anew.
    """
    answer = obtain_answer(review_id, agency_id, "committee.keep_answer", actor)

    book().lifecycle("review").after(answer.review.state, "keep_answer")
    if answer.sent_on is not None and not answer.returned_for:
        raise BadReview("Báo cáo đã gửi, không còn là nháp.", remedy="Sửa rồi bấm Gửi lại báo cáo.")
    speaks_for = spoken_for(review_id, agency_id, localdate(at))
    check_unfinished(said, [one.id for one in tasks_to_answer(actor, answer.review.plan_id, speaks_for)])

    write_down(answer, said)

    record(
        action="committee.keep_answer",
        subject=f"review:{review_id}",
        actor=actor,
        at=at,
        after={"agency": agency_id, "tasks": sum(bool(one.outcome) for one in said.lines)},
    )
