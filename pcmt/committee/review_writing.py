"""What an agency says in a review, written down: line by line and by section, in place of what was there."""

from pcmt.committee.models import ReviewAnswer, ReviewLine
from pcmt.committee.rules.reviewing import SECTIONS, AnswerInput
from pcmt.kernel.reason import as_reason


def write_down(answer: ReviewAnswer, said: AnswerInput) -> None:
    """This will save an answer with what was said; the answer is locked, what was said checked."""
    told = dict(said.words)
    for name in SECTIONS:
        setattr(answer, name, as_reason(told.get(name, "")))
    answer.save()
    answer.lines.all().delete()
    ReviewLine.objects.bulk_create(
        ReviewLine(
            review_id=answer.review_id,
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
