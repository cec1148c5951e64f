"""Settle a suggestion: tell it what it became above."""

from datetime import datetime

from django.db import transaction

from pcmt.documents.rules.payload import Payload
from pcmt.documents.settling import close, decide, obtain, refuse_settled
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class NothingAdopted(Refusal):
    """This will say that a suggestion is settled only with what it became; to drop it there is dismiss_suggestion."""

    code = "nothing_adopted"


@transaction.atomic
def settle_suggestion(
    *,
    suggestion_id: int,
    state: str,
    settled_ref: str = "",
    reason: str = "",
    confirmed: Payload | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """This will close a suggestion as adopted, with what it became ("target:7", "task:12"); only once.

    confirmed: what a person made of the proposal, in its own terms; kept beside it as data to learn from.
    """
    suggestion = obtain(suggestion_id, "documents.settle_suggestion", actor)

    refuse_settled(suggestion)
    if state != "adopted" or not settled_ref:
        raise NothingAdopted("Xác nhận gợi ý phải kèm chỉ tiêu hoặc nhiệm vụ đã lập.")

    decision = decide(suggestion.document_id, state, actor=actor, at=at)
    close(suggestion, decision, reference=settled_ref, reason=reason, confirmed=confirmed)

    record(
        action="documents.settle_suggestion",
        subject=f"suggestion:{suggestion.id}",
        actor=actor,
        at=at,
        before={"state": "open"},
        after={"state": state, "reference": settled_ref, "document": suggestion.document_id},
        reason=reason,
    )
