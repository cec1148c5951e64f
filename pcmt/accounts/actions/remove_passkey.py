"""Remove a passkey."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.ending import end_all
from pcmt.accounts.models import Passkey, User
from pcmt.accounts.rules.sessions import FACTOR_CHANGED
from pcmt.accounts.second_steps import note_factors
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def remove_passkey(*, passkey_id: int, session_id: int | None = None, actor: Actor, at: datetime) -> None:
    """This will make one of the actor's keys open nothing any more; somebody else's is not found.

    Recovery codes go too where it was the last factor. Other sessions of the account end.
    """
    key = Passkey.objects.filter(pk=passkey_id).first()
    if key is None or actor.user_id is None or key.user_id != actor.user_id:
        raise NotFound("Khóa này không còn.")

    user = User.objects.select_for_update().get(pk=key.user_id)
    key.delete()
    note_factors(user, at=at)
    ended = end_all(user.pk, why=FACTOR_CHANGED, but=session_id, at=at)

    record(
        action="accounts.remove_passkey",
        subject=f"user:{user.pk}",
        actor=actor,
        at=at,
        after={"passkey": passkey_id, "sessions": ended},
    )
