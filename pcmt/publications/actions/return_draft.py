"""Give a report back to its writers."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.publications.access import check_hands, lifecycle, report_for


@transaction.atomic
def return_draft(*, report_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will make the report a draft again; the reason is required and is shown to the writers."""
    report = report_for(actor, report_id, "publications.return_draft", lock=True)

    target = lifecycle().after(report.state, "return_draft")
    check_hands(report, "return_draft", actor)
    if not as_reason(reason):
        raise Refusal(
            "Chưa nêu lý do trả lại.",
            remedy="Ghi rõ cần sửa gì, ở phần nào.",
            fields={"reason": "Ghi lý do trả lại."},
            code="reason_missing",
        )

    before, report.state = report.state, target
    report.signer, report.signed_as = "", {}
    report.save(update_fields=["state", "signer", "signed_as"])

    record(
        action="publications.return_draft",
        subject=f"report:{report.pk}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target},
        reason=as_reason(reason),
    )
