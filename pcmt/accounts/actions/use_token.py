"""Use an access token."""

from datetime import datetime

from pcmt.accounts.attempts import TooManyAttempts, begin_attempt
from pcmt.accounts.policy import may_open_the_door
from pcmt.accounts.queries.tokens import weighed
from pcmt.accounts.rules.lockout import Source
from pcmt.accounts.tokening import found_by, note_sight
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class BadToken(Refusal):
    """This will say that a token is not taken, and never why: whoever sent it may not be its owner."""

    code = "bad_token"


def use_token(*, secret: str, address: str, actor: Actor, at: datetime) -> Actor:
    """This will say in whose place a program acts that sent a token; the actor is the system's own door.

    No session comes of it. Wrong ones are counted as guesses, by their address; one that is right never waits for
    them. Recorded are the first use from an address, and each refusal of a token that there is, for its owner. Raises
    BadToken and TooManyAttempts.
    """
    may_open_the_door(actor).require()

    token = found_by(secret)
    holder, wrong = weighed(token, address, at) if token else (None, "")
    if holder is None:
        begin_attempt("token", name="", source=Source(address), at=at)

    is_news = token is not None and (holder is None or note_sight(token, address, at))

    if token is not None and is_news:
        record(
            action="accounts.use_token",
            subject=f"user:{token.user_id}",
            actor=holder or actor,
            at=at,
            after={"token": token.pk} | ({"result": "refused", "wrong": wrong} if wrong else {}),
            personal={"address": address},
        )
    if holder is None:
        raise BadToken(
            "Mã kết nối không đúng, đã hết hiệu lực hoặc không dùng được từ địa chỉ này.",
            remedy="Chủ mã xem lý do ở “Tài khoản của tôi”, hoặc cấp mã mới.",
        )
    return holder


__all__ = ["BadToken", "TooManyAttempts", "use_token"]
