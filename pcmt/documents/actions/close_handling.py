"""Close an incoming document that needs no written answer."""

from datetime import datetime

from django.db import transaction

from pcmt.documents.handling import CannotHandle, lifecycle, obtain_handling
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from vanban.text import normalise


@transaction.atomic
def close_handling(*, document_id: int, outcome: str, actor: Actor, at: datetime) -> None:
    """This will close an incoming document as handled; `outcome` says what was done, and is required."""
    handling = obtain_handling(document_id, "documents.close_handling", actor)

    target = lifecycle().after(handling.state, "close_handling")
    outcome = normalise(outcome).strip()
    if not outcome:
        raise CannotHandle("Chưa ghi kết quả xử lý.", fields={"outcome": "Ghi đã xử lý thế nào, ví dụ: để biết, lưu."})

    before, handling.state = handling.state, target
    handling.outcome, handling.closed_at = outcome, at
    handling.save()

    record(
        action="documents.close_handling",
        subject=f"document:{handling.document_id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target},
    )
