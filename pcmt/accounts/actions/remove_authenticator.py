"""Remove one's authenticator app."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.ending import end_all
from pcmt.accounts.models import AuthenticatorApp, User
from pcmt.accounts.policy import is_self
from pcmt.accounts.rules.sessions import FACTOR_CHANGED
from pcmt.accounts.second_steps import note_factors
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def remove_authenticator(*, user_id: int, session_id: int | None = None, actor: Actor, at: datetime) -> None:
    """This will take an authenticator app out of use; recovery codes go too where no passkey remains."""
    is_self(actor, user_id).require()

    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    app = AuthenticatorApp.objects.filter(user_id=user_id, confirmed_at__isnull=False).first()
    if user is None or app is None:
        raise NotFound("Tài khoản chưa dùng ứng dụng xác thực.")

    app.delete()
    note_factors(user, at=at)
    ended = end_all(user_id, why=FACTOR_CHANGED, but=session_id, at=at)

    record(
        action="accounts.remove_authenticator",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"sessions": ended},
    )
