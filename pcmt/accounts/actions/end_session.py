"""End one of one's own sessions."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.models import Session
from pcmt.accounts.rules.sessions import BY_OWNER
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def end_session(*, session_id: int, actor: Actor, at: datetime) -> None:
    """This will sign the actor out on another browser; a session of somebody else is not found."""
    session = Session.objects.select_for_update().filter(pk=session_id, end="").first()
    if session is None or actor.user_id is None or session.user_id != actor.user_id:
        raise NotFound("Phiên đăng nhập này không còn.")

    session.ended_at, session.end = at, BY_OWNER
    session.save(update_fields=["ended_at", "end"])

    record(
        action="accounts.end_session",
        subject=f"user:{session.user_id}",
        actor=actor,
        at=at,
        after={"session": session.pk},
    )
