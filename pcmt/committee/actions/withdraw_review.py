"""Withdraw a review that will not be held."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.review_access import obtain_review
from pcmt.committee.rules.reviewing import BadReview
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.rulebook.queries import book


@transaction.atomic
def withdraw_review(*, review_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will say, with the reason, that nobody owes this review any more; what was answered stays readable."""
    review = obtain_review(review_id, "committee.withdraw_review", actor)

    state = book().lifecycle("review").after(review.state, "withdraw_review")
    if not as_reason(reason):
        raise BadReview("Chưa ghi lý do rút.", fields={"reason": "Ghi lý do."})

    review.state, review.withdrawn_for = state, as_reason(reason)
    review.save(update_fields=["state", "withdrawn_for"])

    record(
        action="committee.withdraw_review",
        subject=f"review:{review.pk}",
        actor=actor,
        at=at,
        after={"state": state},
        reason=as_reason(reason),
    )
