"""Revoke an access token."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import AccessToken
from pcmt.accounts.policy import may_revoke_token
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def revoke_token(*, token_id: int, reason: str = "", actor: Actor, at: datetime) -> None:
    """This will take a token back at once: its owner may, and an administrator; the program's next request is refused.

    To others it is not there.
    """
    token = AccessToken.objects.select_for_update().filter(pk=token_id).first()
    if token is None or not may_revoke_token(actor, token.user_id):
        raise NotFound("Không tìm thấy mã kết nối này.")

    if token.revoked_at is not None:
        raise Refusal("Mã kết nối này đã được thu hồi.", remedy="Không cần làm gì thêm.")

    token.revoked_at = at
    token.save(update_fields=["revoked_at"])

    record(
        action="accounts.revoke_token",
        subject=f"user:{token.user_id}",
        actor=actor,
        at=at,
        before={"token": token_id},
        reason=reason,
    )
