"""Return an agency's part of a review to be completed."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.review_access import obtain_review
from pcmt.committee.rules.reviewing import BadReview
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book


@transaction.atomic
def return_answer(*, review_id: int, agency_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will give an answer back with the reason; what was written stays, for the agency to complete."""
    review = obtain_review(review_id, "committee.return_answer", actor)

    book().lifecycle("review").after(review.state, "return_answer")
    answer = review.answers.filter(agency_id=agency_id, sent_on__isnull=False).first()
    if answer is None:
        raise NotFound("Cơ quan này chưa gửi báo cáo.")
    if not as_reason(reason):
        raise BadReview("Chưa ghi lý do trả lại.", fields={"reason": "Ghi cần bổ sung gì."})

    answer.returned_for = as_reason(reason)
    answer.save(update_fields=["returned_for"])

    record(
        action="committee.return_answer",
        subject=f"review:{review.pk}",
        actor=actor,
        at=at,
        after={"agency": agency_id},
        reason=as_reason(reason),
    )
