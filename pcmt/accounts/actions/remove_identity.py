"""Remove the link between an account and an identity at a provider."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.ending import end_all
from pcmt.accounts.models import Identity
from pcmt.accounts.policy import may_remove_identity
from pcmt.accounts.rules.sessions import FACTOR_CHANGED
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def remove_identity(*, identity_id: int, session_id: int | None = None, actor: Actor, at: datetime) -> None:
    """This will make an identity open nothing any more: for its owner, or an administrator where it went wrong.

    The password stays. Other sessions of the account end, all of them where `session_id` is None.
    """
    identity = Identity.objects.select_for_update().filter(pk=identity_id, confirmed_at__isnull=False).first()
    if identity is None or not may_remove_identity(actor, identity.user_id):
        raise NotFound("Liên kết này không còn.")

    user_id = identity.user_id
    identity.delete()
    ended = end_all(user_id, why=FACTOR_CHANGED, but=session_id, at=at)

    record(
        action="accounts.remove_identity",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"identity": identity_id, "sessions": ended},
    )
