"""Attempts at the door, counted before they are weighed: guesses sent side by side find each other's count."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from pcmt.accounts.models import SignInCounter
from pcmt.accounts.rules.lockout import FORGOTTEN_AFTER, MEASURES, Source, failures_now, in_words, keys
from pcmt.kernel.refusal import Refusal

OF_PERSONS = "Máy đã từng đăng nhập tài khoản này không phải chờ; quên mật khẩu thì đề nghị quản trị cấp lại."
TRIED = {"password": "Đăng nhập", "code": "Đăng nhập", "token": "Gửi mã kết nối"}
REMEDIES = {"password": OF_PERSONS, "code": OF_PERSONS, "token": "Mã đúng không phải chờ; mã sai thì cấp mã mới."}


class TooManyAttempts(Refusal):
    """This will say how long this browser has to wait; one that the account knows is not held up by others."""

    code = "too_many_attempts"


@dataclass(frozen=True)
class Attempt:
    """An attempt under way: its counters, and how many failures in a row its source would have with this one."""

    digests: tuple[str, ...]
    failures: int


def begin_attempt(what: str, *, name: str, source: Source, at: datetime) -> Attempt:
    """This will count an attempt as failed until `forgive` says otherwise; what: "password", "code" or "token".

    Raises TooManyAttempts while a pause lasts; waiting attempts do not lengthen it.
    """
    attempt = _count(what, name=name, source=source, at=at)
    # Nobody's wait is shortened: only counters that no longer count go, so that guesses do not fill the table.
    SignInCounter.objects.filter(failed_at__lt=at - FORGOTTEN_AFTER, blocked_until__lt=at).delete()
    return attempt


@transaction.atomic
def forgive(attempt: Attempt) -> None:
    """This will take back the count of an attempt that was right.

    What stood against this browser or this pair is wiped out; where strangers share a counter only this one count goes,
    or whoever owns one account could sign in to it to guess on at others.
    """
    own, *shared = attempt.digests
    SignInCounter.objects.filter(digest=own).delete()
    for row in SignInCounter.objects.select_for_update().filter(digest__in=shared).order_by("digest"):
        row.failures = max(row.failures - 1, 0)
        row.blocked_until = row.failed_at
        row.save()


@transaction.atomic
def _count(what: str, *, name: str, source: Source, at: datetime) -> Attempt:
    named = [(measure, _digest(measure, key)) for measure, key in keys(what, name, source)]
    rows = [_locked(digest, at) for _, digest in sorted(named, key=lambda pair: pair[1])]
    by_digest = {row.digest: row for row in rows}
    # A failure from the future is from before the clock was set back: it must not make a wait of a day.
    until = max((row.blocked_until for row in rows if row.failed_at <= at), default=at)
    if at < until:
        raise TooManyAttempts(
            f"{TRIED[what]} sai nhiều lần, hãy thử lại sau {in_words(until - at)}.", remedy=REMEDIES[what]
        )
    for measure, digest in named:
        row = by_digest[digest]
        row.failures = failures_now(row.failures, row.failed_at, at) + 1
        row.failed_at = at
        row.blocked_until = at + MEASURES[measure].pause_after(row.failures)
        row.save()
    return Attempt(tuple(digest for _, digest in named), by_digest[named[0][1]].failures)


def _locked(digest: str, at: datetime) -> SignInCounter:
    row, _ = SignInCounter.objects.select_for_update().get_or_create(
        digest=digest, defaults={"failed_at": at, "blocked_until": at}
    )
    return row


def _digest(measure: str, key: str) -> str:
    return salted_hmac("accounts.attempts", f"{measure}\0{key}", algorithm="sha256").hexdigest()
