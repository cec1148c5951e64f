"""Reset another's password."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import User
from pcmt.accounts.passwords import check_new_password
from pcmt.accounts.policy import may_manage
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def reset_password(*, user_id: int, password: str, reason: str, actor: Actor, at: datetime) -> None:
    """This will set a password to be handed over in person, which the owner must change at the next sign-in."""
    may_manage(actor, "reset_password").require()

    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    check_new_password(password, user.username)

    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])

    record(action="accounts.reset_password", subject=f"user:{user_id}", actor=actor, at=at, reason=reason)
