"""End a coordination programme before its term."""

from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import ProgrammeDecision
from pcmt.agencies.policy import may_change
from pcmt.agencies.programming import lead_of, locked_programme
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from vanban.text import format_date


@transaction.atomic
def end_programme(
    *, programme_id: int, paper: str, document: str = "", signed_on: date, last_day: date, actor: Actor, at: datetime
) -> None:
    """This will end a programme after a day that lies before its term, by a paper."""
    programme = locked_programme(programme_id)
    may_change(actor, "end_programme", agency_id=lead_of(programme)).require()

    if last_day < programme.valid_from or (programme.valid_to is not None and last_day >= programme.valid_to):
        raise Refusal(
            f"Không thể chấm dứt vào ngày {format_date(last_day)}.",
            remedy=f"Chương trình bắt đầu từ {format_date(programme.valid_from)}; chỉ chấm dứt trước thời hạn.",
            fields={"last_day": "Chọn ngày trong thời hạn đang có."},
        )
    if not paper.strip():
        raise Refusal("Phải nêu văn bản chấm dứt.", remedy="Ghi số, ngày, cơ quan ban hành.")

    before = programme.valid_to
    programme.valid_to = last_day
    programme.save(update_fields=["valid_to"])
    ProgrammeDecision.objects.create(
        programme=programme, kind="end", title=paper.strip(), document=document, signed_on=signed_on, term_to=last_day
    )

    record(
        action="agencies.end_programme",
        subject=f"programme:{programme_id}",
        actor=actor,
        at=at,
        before={"valid_to": str(before) if before else None},
        after={"valid_to": str(last_day), "document": document},
        reason=paper.strip(),
    )
