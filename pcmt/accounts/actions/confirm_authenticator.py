"""Confirm an authenticator app by its first code."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.attempts import begin_attempt, forgive
from pcmt.accounts.ending import end_all
from pcmt.accounts.models import AuthenticatorApp, User
from pcmt.accounts.policy import is_self
from pcmt.accounts.rules.lockout import Source
from pcmt.accounts.rules.sessions import FACTOR_CHANGED
from pcmt.accounts.rules.totp import matching_step
from pcmt.accounts.sealing import unseal
from pcmt.accounts.second_steps import WrongCode, note_factors, secret_owner
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


def confirm_authenticator(
    *, user_id: int, code: str, session_id: int | None = None, actor: Actor, at: datetime
) -> None:
    """This will put an authenticator app into use: its first code shows that the secret arrived.

    An app in use before is replaced. Other sessions of the account end, since they were opened with less; session_id:
    the one that goes on. Raises WrongCode, or TooManyAttempts.
    """
    is_self(actor, user_id).require()

    user = User.objects.filter(pk=user_id, is_active=True).first()
    app = AuthenticatorApp.objects.filter(user_id=user_id, confirmed_at__isnull=True).first()
    if user is None or app is None:
        raise NotFound("Chưa bắt đầu cài ứng dụng xác thực.")
    attempt = begin_attempt("code", name=user.username, source=Source("", f"enrolling {user_id}"), at=at)
    step = matching_step(unseal(app.sealed_secret, owner=secret_owner(user)), code, at=at, after=0)
    if step is None:
        raise WrongCode

    forgive(attempt)
    with transaction.atomic():
        replaced, _ = AuthenticatorApp.objects.filter(user=user, confirmed_at__isnull=False).delete()
        AuthenticatorApp.objects.filter(pk=app.pk).update(confirmed_at=at, last_step=step)
        note_factors(user, at=at)
        ended = end_all(user_id, why=FACTOR_CHANGED, but=session_id, at=at)

        record(
            action="accounts.confirm_authenticator",
            subject=f"user:{user_id}",
            actor=actor,
            at=at,
            after={"replaced": bool(replaced), "sessions": ended},
        )
