"""Enter a code: the second step of signing in."""

from datetime import datetime

from pcmt.accounts.attempts import begin_attempt, forgive
from pcmt.accounts.models import User
from pcmt.accounts.policy import may_open_the_door
from pcmt.accounts.queries.devices import sign_of
from pcmt.accounts.rules.lockout import Source
from pcmt.accounts.second_steps import WrongCode, spend_code
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


def enter_code(*, user_id: int, code: str, address: str, device: str = "", actor: Actor, at: datetime) -> str:
    """This will spend a code of an account whose password was right, and say its kind: "totp" or "recovery_code".

    code: six digits of the authenticator app, or a recovery code; each is good once.
    Raises WrongCode, or TooManyAttempts while a pause lasts; the failure is committed before the refusal is raised.
    """
    may_open_the_door(actor).require()

    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    source = Source(address, sign_of(device, user.username))
    attempt = begin_attempt("code", name=user.username, source=source, at=at)
    means = spend_code(user, code, at=at)

    if means:
        forgive(attempt)

    record(
        action="accounts.enter_code",
        subject=f"user:{user.pk}",
        actor=actor,
        at=at,
        after={"result": "accepted", "means": [means]}
        if means
        else {"result": "refused", "failures": attempt.failures},
        personal={"username": user.username, "address": address},
    )
    if not means:
        raise WrongCode
    return means
