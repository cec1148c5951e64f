"""Ending the sessions of an account, for whatever calls for it."""

from datetime import datetime

from pcmt.accounts.models import Session


def end_all(user_id: int, *, why: str, but: int | None = None, at: datetime) -> int:
    """This will end every session of an account that lasts, except one, and return how many."""
    lasting = Session.objects.filter(user_id=user_id, end="")
    return (lasting if but is None else lasting.exclude(pk=but)).update(ended_at=at, end=why)
