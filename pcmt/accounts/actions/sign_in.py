"""Sign in: the first step, name and password."""

from dataclasses import dataclass
from datetime import datetime

from pcmt.accounts.attempts import TooManyAttempts, begin_attempt, forgive
from pcmt.accounts.models import User
from pcmt.accounts.passwords import matches
from pcmt.accounts.policy import may_open_the_door
from pcmt.accounts.queries.devices import sign_of
from pcmt.accounts.queries.factors import ways_of
from pcmt.accounts.rules.lockout import Source
from pcmt.accounts.rules.username import canonical
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal

__all__ = ["SignedIn", "TooManyAttempts", "WrongSignIn", "sign_in"]


class WrongSignIn(Refusal):
    """This will say that name and password do not fit, and never which of the two."""

    code = "wrong_sign_in"


@dataclass(frozen=True)
class SignedIn:
    """Whose password it was, and by which ways the second step can be made; none means that it is not asked."""

    user_id: int
    second_step: tuple[str, ...] = ()


def sign_in(*, username: str, password: str, address: str, device: str = "", actor: Actor, at: datetime) -> SignedIn:
    """This will check a name and password and say whose they are; the actor is the system's own door.

    address: where the attempt comes from; counted with the name and kept only as a keyed digest. device: the mark that
    the browser keeps from an earlier sign-in, if any. `accounts.open_session` lets the person in.
    Raises WrongSignIn, or TooManyAttempts while a pause lasts. Failures are committed before the refusal is raised;
    the slow comparison of passwords stands outside of any transaction, so that it holds up nobody's writing.
    """
    may_open_the_door(actor).require()

    name = canonical(username)
    attempt = begin_attempt("password", name=name, source=Source(address, sign_of(device, name)), at=at)
    user = User.objects.filter(username=name).first()
    right = matches(user, password)

    if right:
        forgive(attempt)

    record(
        action="accounts.sign_in",
        subject=f"user:{user.pk}" if user else "user:unknown",
        actor=actor,
        at=at,
        after={"result": "accepted"} if right else {"result": "refused", "failures": attempt.failures},
        personal={"username": name, "address": address},
    )
    if not right or user is None:
        raise WrongSignIn(
            "Tên đăng nhập hoặc mật khẩu không đúng.",
            remedy="Kiểm tra phím Caps Lock và bộ gõ tiếng Việt; quên mật khẩu thì đề nghị quản trị cấp lại.",
        )
    return SignedIn(user.pk, ways_of(user))
