"""Close a review with the report that was issued."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.review_access import obtain_review
from pcmt.committee.rules.reviewing import BadReview
from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book


@transaction.atomic
def close_review(*, review_id: int, document_id: int, actor: Actor, at: datetime) -> None:
    """This will tie a review to its report as issued and registered; from then on nobody answers it any more."""
    review = obtain_review(review_id, "committee.close_review", actor)

    state = book().lifecycle("review").after(review.state, "close_review")
    found = documents.labels([document_id]).get(document_id)
    if found is None:
        raise NotFound("Không tìm thấy văn bản.")
    if found.issued_on is not None and found.issued_on < review.asked_on:
        raise BadReview(
            "Văn bản này ban hành trước khi yêu cầu sơ kết, tổng kết.",
            fields={"number": f"Chọn báo cáo ban hành từ ngày {review.asked_on:%d/%m/%Y} trở đi."},
        )

    review.state, review.document_id = state, document_id
    review.save(update_fields=["state", "document"])

    record(
        action="committee.close_review",
        subject=f"review:{review.pk}",
        actor=actor,
        at=at,
        after={"document": document_id, "state": state},
    )
