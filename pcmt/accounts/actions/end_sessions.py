"""End all sessions of an account."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.ending import end_all
from pcmt.accounts.models import User
from pcmt.accounts.policy import is_self, may_manage
from pcmt.accounts.rules.sessions import BY_ADMINISTRATOR, BY_OWNER
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def end_sessions(*, user_id: int, but: int | None = None, reason: str = "", actor: Actor, at: datetime) -> int:
    """This will sign an account out everywhere and return how many sessions ended.

    but: the session that may go on, as the one from which the owner asks. For one's own account, or an administrator's.
    """
    own = is_self(actor, user_id)
    if not own:
        may_manage(actor, "end_sessions").require()

    if not User.objects.filter(pk=user_id).exists():
        raise NotFound("Không tìm thấy tài khoản.")

    ended = end_all(user_id, why=BY_OWNER if own else BY_ADMINISTRATOR, but=but if own else None, at=at)

    record(
        action="accounts.end_sessions",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"sessions": ended},
        reason=reason,
    )
    return ended
