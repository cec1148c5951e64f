"""Answer a review for an agency."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee.review_access import obtain_answer
from pcmt.committee.review_writing import write_down
from pcmt.committee.rules.reviewing import AnswerInput, check_lines, check_words
from pcmt.committee.tasks_of import spoken_for, tasks_to_answer
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book


@transaction.atomic
def answer_review(*, review_id: int, agency_id: int, said: AnswerInput, actor: Actor, at: datetime) -> None:
    """This will keep what became of an agency's tasks and what it says in general, and send it.

    Every task of the plan in which the agency stands, or one that ended into it, needs its line. Sent anew, also after
    a return, it replaces what was there while the review is open.
    """
    answer = obtain_answer(review_id, agency_id, "committee.answer_review", actor)

    book().lifecycle("review").after(answer.review.state, "answer_review")
    speaks_for = spoken_for(review_id, agency_id, localdate(at))
    check_lines(said.lines, [one.id for one in tasks_to_answer(actor, answer.review.plan_id, speaks_for)])
    check_words(said)

    again = answer.sent_on is not None
    answer.sent_on, answer.person_id, answer.returned_for = localdate(at), actor.person_id, ""
    write_down(answer, said)

    record(
        action="committee.answer_review",
        subject=f"review:{review_id}",
        actor=actor,
        at=at,
        after={"agency": agency_id, "tasks": len(said.lines), "again": again},
    )
