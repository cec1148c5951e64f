"""Draft the report of a review."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.committee.review_access import obtain_review
from pcmt.committee.review_drafting import report_of
from pcmt.committee.rules.reviewing import BadReview, Proposed
from pcmt.documents.actions.begin_draft import begin_draft
from pcmt.documents.actions.revise_draft import revise_draft
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook.queries import book
from vanban.write.files import docx_and_pdf
from vanban.write.refusal import WriteRefused

NOTHING_KNOWN: Mapping[int, Proposed] = MappingProxyType({})
FILE_NAME = "bao-cao-so-ket-tong-ket.docx"


@transaction.atomic
def draft_review(*, review_id: int, actor: Actor, at: datetime, known: Mapping[int, Proposed] = NOTHING_KNOWN) -> int:
    """This will lay what was gathered out as a báo cáo of Nghị định 30/2020/NĐ-CP among the outgoing drafts.

    known: by target what its indicator shows, told as provisional where nobody has judged it yet.
    Returns the draft. Done again, it replaces the file of the same draft while that may still be changed.
    """
    review = obtain_review(review_id, "committee.draft_review", actor)

    book().lifecycle("review").after(review.state, "draft_review")
    if not review.lines.exists() and not review.answers.filter(sent_on__isnull=False).exists():
        raise BadReview("Chưa có gì để lập báo cáo.", remedy="Đánh giá chỉ tiêu, hoặc chờ cơ quan đầu tiên gửi.")
    try:
        document = report_of(review, actor, localdate(at), known)
        data, pdf = docx_and_pdf(document)
    except WriteRefused as refused:
        raise Refusal(refused.message, remedy=refused.remedy, code=refused.code) from refused

    if review.draft_id is None:
        review.draft_id = begin_draft(data=data, name=FILE_NAME, pdf=pdf, title=document.title, actor=actor, at=at)
        review.save(update_fields=["draft"])
    else:
        revise_draft(draft_id=review.draft_id, data=data, name=FILE_NAME, pdf=pdf, actor=actor, at=at)

    record(
        action="committee.draft_review",
        subject=f"review:{review.pk}",
        actor=actor,
        at=at,
        after={"draft": review.draft_id},
    )
    return review.draft_id
