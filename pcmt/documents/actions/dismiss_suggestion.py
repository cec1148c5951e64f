"""Dismiss a suggestion that asks for nothing."""

from datetime import datetime

from django.db import transaction

from pcmt.documents.settling import close, decide, obtain, refuse_settled
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason


@transaction.atomic
def dismiss_suggestion(*, suggestion_id: int, reason: str = "", actor: Actor, at: datetime) -> None:
    """This will close a suggestion without adopting it; the passage stays in the text, its mark goes."""
    suggestion = obtain(suggestion_id, "documents.dismiss_suggestion", actor)

    refuse_settled(suggestion)

    close(suggestion, decide(suggestion.document_id, "dismissed", actor=actor, at=at), reason=as_reason(reason))

    record(
        action="documents.dismiss_suggestion",
        subject=f"suggestion:{suggestion.id}",
        actor=actor,
        at=at,
        before={"state": "open"},
        after={"state": "dismissed", "document": suggestion.document_id},
        reason=as_reason(reason),
    )
