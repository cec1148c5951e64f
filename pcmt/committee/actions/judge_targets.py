"""Say in a review what became of the plan's targets."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from pcmt.committee.models import ReviewLine
from pcmt.committee.review_access import obtain_review
from pcmt.committee.rules.reviewing import LineInput, Proposed, check_judged
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book

NOTHING_KNOWN: Mapping[int, Proposed] = MappingProxyType({})


@transaction.atomic
def judge_targets(
    *,
    review_id: int,
    lines: Sequence[LineInput],
    actor: Actor,
    at: datetime,
    known: Mapping[int, Proposed] = NOTHING_KNOWN,
) -> None:
    """This will keep for targets in force their result, cause and lesson, and what becomes of each.

    The words of the result are the reviewer's: a page proposes them from the indicator and passes on the reference of
    the figure. known: what figures propose, by target; another rating needs its word why. Targets that are left out
    are not judged yet. Done again, it replaces what was there.
    """
    review = obtain_review(review_id, "committee.judge_targets", actor)

    book().lifecycle("review").after(review.state, "judge_targets")
    check_judged(lines, [one.id for one in plans.targets(actor, review.plan_id)], known)

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
