"""What may be asked of sessions: one's own, and for administrators another's."""

from dataclasses import dataclass
from datetime import datetime

from pcmt.accounts.limits import session_limits
from pcmt.accounts.models import Session
from pcmt.accounts.policy import is_self, may_list
from pcmt.accounts.rules.sessions import ran_out
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound

MOST_SHOWN = 50


@dataclass(frozen=True)
class SessionView:
    """A session that lasts: on which browser, from where, since when, last seen when, and by which means."""

    id: int
    device: str
    address: str
    means: tuple[str, ...]
    opened_at: datetime
    seen_at: datetime


def sessions_of(actor: Actor, user_id: int, at: datetime) -> tuple[SessionView, ...]:
    """This will list an account's open sessions, last seen first, fifty at most; another's only to administrators."""
    if not is_self(actor, user_id) and not may_list(actor):
        raise NotFound("Không tìm thấy tài khoản.")
    limits = session_limits()
    rows = Session.objects.filter(user_id=user_id, end="", seen_at__gt=at - limits.idle).order_by("-seen_at", "-pk")
    return tuple(
        SessionView(row.pk, row.device, row.address, tuple(row.means.split()), row.opened_at, row.seen_at)
        for row in rows[:MOST_SHOWN]
        if not ran_out(opened_at=row.opened_at, seen_at=row.seen_at, limits=limits, at=at)
    )
