"""Say in a review what became of the plan's targets."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pcmt.committee.models import ReviewLine
from pcmt.committee.review_access import obtain_review
from pcmt.committee.rules.reviewing import LineInput, check_lines
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book


@transaction.atomic
def judge_targets(*, review_id: int, lines: Sequence[LineInput], actor: Actor, at: datetime) -> None:
    """This will keep for every target in force its result, cause and lesson, and what becomes of it.

    The words of the result are the reviewer's: a page proposes them from the indicator and passes on the reference of
    the figure. Done again, it replaces what was there.
    """
    review = obtain_review(review_id, "committee.judge_targets", actor)

    book().lifecycle("review").after(review.state, "judge_targets")
    check_lines(lines, [one.id for one in plans.targets(actor, review.plan_id)])

    review.lines.filter(target__isnull=False).delete()
    ReviewLine.objects.bulk_create(
        ReviewLine(
            review=review,
            target_id=one.of_id,
            outcome=one.outcome,
            result=as_reason(one.result),
            cause=as_reason(one.cause),
            lesson=as_reason(one.lesson),
            onward=one.onward,
            figure=one.figure,
        )
        for one in lines
    )

    record(
        action="committee.judge_targets",
        subject=f"review:{review.pk}",
        actor=actor,
        at=at,
        after={"targets": len(lines)},
    )
