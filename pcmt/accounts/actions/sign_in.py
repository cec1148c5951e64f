"""Sign in."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from pcmt.accounts.models import SignInCounter, User
from pcmt.accounts.passwords import matches
from pcmt.accounts.policy import may_open_the_door
from pcmt.accounts.queries import actor_for
from pcmt.accounts.rules.lockout import FORGOTTEN_AFTER, failures_now, in_words, pause_after
from pcmt.accounts.rules.username import canonical
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class WrongSignIn(Refusal):
    """This will say that name and password do not fit, and never which of the two."""

    code = "wrong_sign_in"


class TooManyAttempts(Refusal):
    """This will say how long this name has to wait at this address; the same name elsewhere is not held up."""

    code = "too_many_attempts"


@dataclass(frozen=True)
class SignedIn:
    """Who signed in, and whether a password chosen by somebody else must be changed first."""

    user_id: int
    must_change_password: bool


def sign_in(*, username: str, password: str, address: str, actor: Actor, at: datetime) -> SignedIn:
    """This will check a name and password and say who it is; the actor is the system's own door.

    address: where the attempt comes from; counted with the name and kept only as a keyed digest.
    Raises WrongSignIn, or TooManyAttempts while a pause lasts. Failures are committed before the refusal is raised;
    the slow comparison of passwords stands outside of any transaction, so that it holds up nobody's writing.
    """
    may_open_the_door(actor).require()

    name = canonical(username)
    pair = salted_hmac("accounts.sign_in", f"{name}\0{address}", algorithm="sha256").hexdigest()
    _check_pause(pair, at)
    user = User.objects.filter(username=name).first()
    if not matches(user, password) or user is None:
        _count_failure(pair=pair, name=name, address=address, user=user, actor=actor, at=at)
        raise WrongSignIn(
            "Tên đăng nhập hoặc mật khẩu không đúng.",
            remedy="Kiểm tra phím Caps Lock và bộ gõ tiếng Việt; quên mật khẩu thì đề nghị quản trị cấp lại.",
        )

    with transaction.atomic():
        SignInCounter.objects.filter(pair_digest=pair).delete()
        User.objects.filter(pk=user.pk).update(signed_in_at=at)

        record(
            action="accounts.sign_in",
            subject=f"user:{user.pk}",
            actor=actor_for(user.pk, at) or actor,
            at=at,
            after={"result": "signed_in"},
            personal={"username": name, "address": address},
        )
    return SignedIn(user.pk, user.must_change_password)


def _check_pause(pair: str, at: datetime) -> None:
    counter = SignInCounter.objects.filter(pair_digest=pair).first()
    if counter is not None and at < counter.blocked_until:
        raise TooManyAttempts(
            f"Đăng nhập sai nhiều lần, hãy thử lại sau {in_words(counter.blocked_until - at)}.",
            remedy="Máy khác vẫn đăng nhập được bình thường; quên mật khẩu thì đề nghị quản trị cấp lại.",
        )


@transaction.atomic
def _count_failure(*, pair: str, name: str, address: str, user: User | None, actor: Actor, at: datetime) -> None:
    counter, _ = SignInCounter.objects.select_for_update().get_or_create(
        pair_digest=pair, defaults={"failed_at": at, "blocked_until": at}
    )
    counter.failures = failures_now(counter.failures, counter.failed_at, at) + 1
    counter.failed_at = at
    counter.blocked_until = at + pause_after(counter.failures)
    counter.save()
    # Nobody's wait is shortened: only counters that no longer count go, so that guesses do not fill the table.
    SignInCounter.objects.filter(failed_at__lt=at - FORGOTTEN_AFTER, blocked_until__lt=at).delete()

    record(
        action="accounts.sign_in",
        subject=f"user:{user.pk}" if user else "user:unknown",
        actor=actor,
        at=at,
        after={"result": "refused", "failures": counter.failures},
        personal={"username": name, "address": address},
    )
