"""Tidies up after those who signed in, and after browsers that sent entries once their line was back."""

from datetime import datetime

from pcmt.accounts.actions.forget_sessions import forget_sessions
from pcmt.kernel.actor import system_actor
from pcmt.reporting.actions.forget_sent import forget_sent


def forget_old_sessions(at: datetime) -> int:
    """This will delete what is kept of sessions that ended long ago, and return how many there were."""
    return forget_sessions(actor=system_actor("dọn phiên đăng nhập cũ", "accounts.forget_sessions"), at=at)


def forget_old_entries(at: datetime) -> int:
    """This will delete by which keys entries were sent long ago, and return how many there were."""
    return forget_sent(actor=system_actor("dọn mã các lần gửi cũ", "reporting.forget_sent"), at=at)
