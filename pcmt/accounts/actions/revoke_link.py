"""Revoke a one-time link."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.linking import revoke_links
from pcmt.accounts.models import User
from pcmt.accounts.policy import may_manage
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def revoke_link(*, user_id: int, actor: Actor, at: datetime) -> None:
    """This will make the link handed out for an account worthless, as when it went to the wrong person."""
    may_manage(actor, "revoke_link").require()

    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")

    if not revoke_links(user, at=at):
        raise Refusal("Không có đường liên kết nào đang chờ.", remedy="Cấp đường liên kết mới nếu cần.")

    record(action="accounts.revoke_link", subject=f"user:{user_id}", actor=actor, at=at)
