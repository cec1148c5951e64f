"""Rows of reviews obtained only by an actor who may change them."""

from pcmt.committee import policy
from pcmt.committee.models import Review, ReviewAnswer
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound

NOT_THERE = "Không tìm thấy đợt sơ kết, tổng kết."


def obtain_review(review_id: int, permission: str, actor: Actor) -> Review:
    """This will lock a review for an actor who may change it; raises NotFound or NotAllowed."""
    row = Review.objects.select_for_update(of=("self",)).filter(pk=review_id).first()
    if row is None or not _seen(row, actor):
        raise NotFound(NOT_THERE)
    policy.may_ask(permission, actor, agency_id=row.keeper_id).require()
    return row


def obtain_answer(review_id: int, agency_id: int, permission: str, actor: Actor) -> ReviewAnswer:
    """This will lock what an agency owes, for an actor who answers for that agency; NotFound or NotAllowed.

    A grant that holds everywhere lets nobody speak for another agency.
    """
    rows = ReviewAnswer.objects.select_for_update(of=("self",)).select_related("review")
    row = rows.filter(review_id=review_id, agency_id=agency_id).first()
    reach = policy.agencies_reach(actor)
    if row is None or not (reach is None or agency_id in reach):
        raise NotFound(NOT_THERE)
    if not policy.answers_for(permission, actor, agency_id):
        raise NotAllowed(rule="chỉ cơ quan được yêu cầu gửi báo cáo sơ kết, tổng kết của mình")
    return row


def _seen(row: Review, actor: Actor) -> bool:
    reach = policy.agencies_reach(actor)
    return reach is None or row.keeper_id in reach or row.answers.filter(agency_id__in=reach).exists()
