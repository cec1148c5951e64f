"""Note that a draft came back unsigned."""

from datetime import datetime

from django.db import transaction

from pcmt.documents.drafting import CannotDraft, lifecycle, obtain_draft
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason


@transaction.atomic
def return_draft(*, draft_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will give a draft back to its writers; the reason is required and is shown to them."""
    draft = obtain_draft(draft_id, "documents.return_draft", actor)

    target = lifecycle().after(draft.state, "return_draft")
    if not as_reason(reason):
        raise CannotDraft(
            "Chưa nêu lý do trả lại.", remedy="Ghi rõ cần sửa gì.", fields={"reason": "Ghi lý do trả lại."}
        )

    before, draft.state = draft.state, target
    draft.returned_for = as_reason(reason)
    draft.save()

    record(
        action="documents.return_draft",
        subject=f"draft:{draft.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target},
        reason=as_reason(reason),
    )
