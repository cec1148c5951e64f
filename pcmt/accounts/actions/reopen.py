"""Reopen an account that was closed."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import User
from pcmt.accounts.policy import may_manage
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def reopen(*, user_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will let the owner of a closed account sign in again, with the password, factors and roles it had."""
    may_manage(actor, "reopen").require()

    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    if user.is_active:
        raise Refusal("Tài khoản đang hoạt động, không cần mở lại.")

    user.is_active = True
    user.save(update_fields=["is_active"])

    record(action="accounts.reopen", subject=f"user:{user_id}", actor=actor, at=at, reason=reason)
