"""End a delegation."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import Delegation
from pcmt.accounts.policy import may_end_delegation
from pcmt.accounts.rules.delegating import CannotDelegate
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def end_delegation(*, delegation_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will end an authority at once: its giver may, its receiver may give it back, and an administrator may."""
    given = Delegation.objects.select_for_update().filter(pk=delegation_id).first()
    if given is None or not may_end_delegation(actor, given):
        raise NotFound("Không tìm thấy ủy quyền này.")

    if given.revoked_at is not None:
        raise CannotDelegate("Ủy quyền này đã được chấm dứt.", remedy="Không cần làm gì thêm.")

    given.revoked_at = at
    given.save(update_fields=["revoked_at"])

    record(
        action="accounts.end_delegation",
        subject=f"delegation:{delegation_id}",
        actor=actor,
        at=at,
        before={"user": given.receiver_id, "agency": given.agency_id},
        reason=reason,
    )
