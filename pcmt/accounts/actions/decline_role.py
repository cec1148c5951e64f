"""Decline a proposed role."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import RoleProposal
from pcmt.accounts.policy import may_manage
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def decline_role(*, proposal_id: int, reason: str = "", actor: Actor, at: datetime) -> None:
    """This will set a proposed role aside: another administrator declines it, or who proposed it takes it back."""
    proposal = RoleProposal.objects.select_for_update().filter(pk=proposal_id).first()
    if proposal is None:
        raise NotFound("Không tìm thấy đề nghị giao vai trò.")
    may_manage(actor, "decline_role", agency_id=proposal.agency_id).require()

    if proposal.settled_at is not None:
        raise Refusal("Đề nghị này đã được giải quyết.", remedy="Không cần làm gì thêm.")

    proposal.settled_at = at
    proposal.save(update_fields=["settled_at"])

    record(
        action="accounts.decline_role",
        subject=f"user:{proposal.user_id}",
        actor=actor,
        at=at,
        before={"proposal": proposal_id, "role": proposal.role, "agency": proposal.agency_id},
        reason=reason,
    )
