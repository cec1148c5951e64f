"""Sign out."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import Session
from pcmt.accounts.policy import is_self
from pcmt.accounts.rules.sessions import SIGNED_OUT
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def sign_out(*, session_id: int, actor: Actor, at: datetime) -> None:
    """This will end the session from which a person leaves."""
    session = Session.objects.filter(pk=session_id).first()
    if session is None:
        raise NotFound("Không tìm thấy phiên đăng nhập.")
    is_self(actor, session.user_id).require()

    Session.objects.filter(pk=session.pk, end="").update(ended_at=at, end=SIGNED_OUT)

    record(
        action="accounts.sign_out",
        subject=f"user:{session.user_id}",
        actor=actor,
        at=at,
        after={"session": session.pk},
    )
