"""Prove again who is there, before something sensitive."""

from datetime import datetime

from pcmt.accounts.attempts import begin_attempt, forgive
from pcmt.accounts.models import Session, User
from pcmt.accounts.passkeys import Answer, use_key
from pcmt.accounts.passwords import matches
from pcmt.accounts.policy import is_self
from pcmt.accounts.queries.factors import ways_of
from pcmt.accounts.rules.lockout import Source
from pcmt.accounts.second_steps import WrongCode, spend_code
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


def prove_again(
    *,
    session_id: int,
    password: str = "",
    code: str = "",
    passkey: Answer | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """This will make a session fresh again: by a passkey, or the password, with a code where there is a second factor.

    Guesses count under this session alone, so that they hold up nobody who signs in. Raises TooManyAttempts, WrongCode,
    or a Refusal at the password.
    """
    session = Session.objects.select_related("user").filter(pk=session_id, end="").first()
    if session is None:
        raise NotFound("Phiên đăng nhập đã kết thúc.")
    is_self(actor, session.user_id).require()

    user = session.user
    attempt = begin_attempt("password", name=user.username, source=Source("", f"session {session.pk}"), at=at)
    wrong = _what_is_wrong(user, password, code, at) if passkey is None else _wrong_key(user, passkey, at)

    if wrong is None:
        forgive(attempt)
        Session.objects.filter(pk=session.pk, end="").update(proved_at=at)

    record(
        action="accounts.prove_again",
        subject=f"user:{user.pk}",
        actor=actor,
        at=at,
        after={"session": session.pk, "result": "refused" if wrong else "accepted"},
    )
    if wrong is not None:
        raise wrong


def _wrong_key(user: User, passkey: Answer, at: datetime) -> Refusal | None:
    if use_key(passkey, user_id=user.pk, at=at) is not None:
        return None
    return Refusal("Khóa truy cập không đúng.", remedy="Thử lại, hoặc xác nhận bằng mật khẩu.")


def _what_is_wrong(user: User, password: str, code: str, at: datetime) -> Refusal | None:
    if not matches(user, password):
        message = "Mật khẩu không đúng."
        return Refusal(message, remedy="Nhập lại mật khẩu đang dùng.", fields={"password": message})
    if ways_of(user) and not spend_code(user, code, at=at):
        return WrongCode()
    return None
