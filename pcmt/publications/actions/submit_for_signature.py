"""Put a finished draft before the person who signs."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.publications.access import check_hands, lifecycle, report_for
from pcmt.publications.rules.content import OwnWords, from_json


@transaction.atomic
def submit_for_signature(*, report_id: int, actor: Actor, at: datetime) -> None:
    """This will hand the draft over; refuses where required words are missing, naming each."""
    report = report_for(actor, report_id, "publications.submit_for_signature", lock=True)

    target = lifecycle().after(report.state, "submit_for_signature")
    check_hands(report, "submit_for_signature", actor)
    missing = {
        part.code: f"Chưa viết phần “{part.label}”."
        for part in from_json(report.content)
        if isinstance(part, OwnWords) and part.required and not report.words.get(part.code, "").strip()
    }
    if missing:
        raise Refusal(
            "Chưa trình ký được: còn phần lời văn bắt buộc bỏ trống.",
            remedy="Viết các phần còn thiếu, ghi lại rồi trình.",
            fields=missing,
            code="words_missing",
        )

    before, report.state = report.state, target
    report.save(update_fields=["state"])

    record(
        action="publications.submit_for_signature",
        subject=f"report:{report.pk}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target, "version": report.version},
    )
