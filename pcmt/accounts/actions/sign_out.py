"""Sign out."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.policy import is_self
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def sign_out(*, user_id: int, actor: Actor, at: datetime) -> None:
    """This will note that a person left; ending the session itself is the skin's."""
    is_self(actor, user_id).require()

    record(action="accounts.sign_out", subject=f"user:{user_id}", actor=actor, at=at)
