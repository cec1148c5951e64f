"""Answer a review for an agency."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee.models import ReviewLine
from pcmt.committee.review_access import obtain_answer
from pcmt.committee.rules.reviewing import SECTIONS, AnswerInput, BadReview, check_lines, check_words
from pcmt.committee.tasks_of import spoken_for, tasks_to_answer
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.rulebook.queries import book


@transaction.atomic
def answer_review(*, review_id: int, agency_id: int, said: AnswerInput, actor: Actor, at: datetime) -> None:
    """This will keep what became of an agency's tasks and what it says in general, and send it.

    Every task of the plan in which the agency stands, or one that ended into it, needs its line. Sent anew, also after
    a return, it replaces what was there while the review is open.
    """
    answer = obtain_answer(review_id, agency_id, "committee.answer_review", actor)

    book().lifecycle("review").after(answer.review.state, "answer_review")
    told = dict(said.words)
    if strange := set(told) - set(SECTIONS):
        raise BadReview("Có mục không thuộc mẫu báo cáo.", fields=dict.fromkeys(strange, "Bỏ mục này."))
    speaks_for = spoken_for(review_id, agency_id, localdate(at))
    check_lines(said.lines, [one.id for one in tasks_to_answer(actor, answer.review.plan_id, speaks_for)])
    check_words(said)

    again = answer.sent_on is not None
    answer.sent_on, answer.person_id, answer.returned_for = localdate(at), actor.person_id, ""
    for name in SECTIONS:
        setattr(answer, name, as_reason(told.get(name, "")))
    answer.save()
    answer.lines.all().delete()
    ReviewLine.objects.bulk_create(
        ReviewLine(
            review=answer.review,
            answer=answer,
            task_id=one.of_id,
            outcome=one.outcome,
            result=as_reason(one.result),
            cause=as_reason(one.cause),
            lesson=as_reason(one.lesson),
            onward=one.onward,
        )
        for one in said.lines
    )

    record(
        action="committee.answer_review",
        subject=f"review:{review_id}",
        actor=actor,
        at=at,
        after={"agency": agency_id, "tasks": len(said.lines), "again": again},
    )
