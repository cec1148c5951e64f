"""Begin to set up an authenticator app."""

import secrets
from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import AuthenticatorApp, User
from pcmt.accounts.policy import is_self
from pcmt.accounts.rules.totp import SECRET_BYTES
from pcmt.accounts.sealing import seal
from pcmt.accounts.second_steps import secret_owner
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def begin_authenticator(*, user_id: int, actor: Actor, at: datetime) -> None:
    """This will make a new secret for an authenticator app; one begun before and never confirmed is thrown away.

    It asks nothing of anybody until `confirm_authenticator`; an app already in use stays in use until then.
    """
    is_self(actor, user_id).require()

    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")

    AuthenticatorApp.objects.filter(user=user, confirmed_at__isnull=True).delete()
    sealed = seal(secrets.token_bytes(SECRET_BYTES), owner=secret_owner(user))
    AuthenticatorApp.objects.create(user=user, sealed_secret=sealed, begun_at=at)

    record(action="accounts.begin_authenticator", subject=f"user:{user_id}", actor=actor, at=at)
