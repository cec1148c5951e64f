"""Record that a coordination programme was reviewed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies.models import ProgrammeReview
from pcmt.agencies.policy import may_change
from pcmt.agencies.programming import lead_of, locked_programme
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from vanban.text import format_date, normalise


@transaction.atomic
def record_review(
    *, programme_id: int, held_on: date, note: str = "", document: str = "", actor: Actor, at: datetime
) -> None:
    """This will note that the parties summed up together on a day; the next review is then owed later.

    Refuses a day before the programme begins, one that has not come, and one that was noted already.
    """
    programme = locked_programme(programme_id)
    may_change(actor, "record_review", agency_id=lead_of(programme)).require()

    if not programme.valid_from <= held_on <= localdate(at):
        raise Refusal(
            f"Không thể ghi buổi sơ kết vào ngày {format_date(held_on)}.",
            remedy="Ghi ngày đã họp, từ khi chương trình bắt đầu đến hôm nay.",
            fields={"held_on": "Ngày này chưa đến hoặc trước khi chương trình bắt đầu."},
        )
    if programme.reviews.filter(held_on=held_on).exists():
        raise Refusal("Buổi sơ kết ngày này đã được ghi.", remedy="Xem lại danh sách bên dưới.")

    review = ProgrammeReview.objects.create(
        programme=programme, held_on=held_on, note=" ".join(normalise(note).split()), document=document
    )

    record(
        action="agencies.record_review",
        subject=f"programme:{programme_id}",
        actor=actor,
        at=at,
        after={"review": review.pk, "held_on": str(held_on), "document": document},
    )
