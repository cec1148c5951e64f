"""Tidies up after those who signed in."""

from datetime import datetime

from pcmt.accounts.actions.forget_sessions import forget_sessions
from pcmt.kernel.actor import system_actor


def forget_old_sessions(at: datetime) -> int:
    """This will delete what is kept of sessions that ended long ago, and return how many there were."""
    return forget_sessions(actor=system_actor("dọn phiên đăng nhập cũ", "accounts.forget_sessions"), at=at)
