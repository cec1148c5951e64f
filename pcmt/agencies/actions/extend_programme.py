"""Extend the term of a coordination programme."""

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
def extend_programme(
    *, programme_id: int, paper: str, document: str = "", signed_on: date, valid_to: date, actor: Actor, at: datetime
) -> None:
    """This will let a programme go on until a later day, by a paper; a programme without an end needs none."""
    programme = locked_programme(programme_id)
    may_change(actor, "extend_programme", agency_id=lead_of(programme)).require()

    if programme.valid_to is None or valid_to <= programme.valid_to:
        term = format_date(programme.valid_to) if programme.valid_to else "không thời hạn"
        raise Refusal(
            f"Thời hạn hiện nay là {term}; gia hạn phải đến một ngày sau đó.",
            remedy="Chọn ngày hết hạn mới.",
            fields={"valid_to": "Phải sau thời hạn hiện nay."},
        )
    if not paper.strip():
        raise Refusal("Phải nêu văn bản gia hạn.", remedy="Ghi số, ngày, cơ quan ban hành.")

    before = programme.valid_to
    programme.valid_to = valid_to
    programme.save(update_fields=["valid_to"])
    ProgrammeDecision.objects.create(
        programme=programme,
        kind="extend",
        title=paper.strip(),
        document=document,
        signed_on=signed_on,
        term_to=valid_to,
    )

    record(
        action="agencies.extend_programme",
        subject=f"programme:{programme_id}",
        actor=actor,
        at=at,
        before={"valid_to": str(before)},
        after={"valid_to": str(valid_to), "document": document},
        reason=paper.strip(),
    )
