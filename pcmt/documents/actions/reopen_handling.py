"""Take up again an incoming document that was closed or answered."""

from datetime import datetime

from django.db import transaction

from pcmt.documents.handling import CannotHandle, lifecycle, obtain_handling
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason


@transaction.atomic
def reopen_handling(*, document_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will put a document back into handling, with whoever had it or else the keeper; the reason is required."""
    handling = obtain_handling(document_id, "documents.reopen_handling", actor)

    target = lifecycle().after(handling.state, "reopen_handling")
    if not as_reason(reason):
        raise CannotHandle("Chưa nêu lý do xử lý lại.", fields={"reason": "Ghi lý do."})

    before = {"state": handling.state, "reply": handling.reply_id}
    handling.agency_id = handling.agency_id or handling.document.agency_id or actor.agency_id
    handling.state, handling.reply_id, handling.outcome, handling.closed_at = target, None, "", None
    handling.save()

    record(
        action="documents.reopen_handling",
        subject=f"document:{handling.document_id}",
        actor=actor,
        at=at,
        before=before,
        after={"state": target},
        reason=as_reason(reason),
    )
