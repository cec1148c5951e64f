"""The second step beside the password: weighing codes, and keeping an account's note of whether it has a factor."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password

from pcmt.accounts.models import AuthenticatorApp, Passkey, RecoveryCode, User
from pcmt.accounts.rules import recovery, totp
from pcmt.accounts.sealing import unseal
from pcmt.kernel.refusal import Refusal


class WrongCode(Refusal):
    """This will say that a code does not fit."""

    code = "wrong_code"

    def __init__(self) -> None:
        message = "Mã không đúng hoặc đã dùng."
        remedy = (
            "Chờ ứng dụng hiện mã mới rồi nhập lại; kiểm tra giờ của điện thoại. Mã dự phòng chỉ dùng được một lần."
        )
        super().__init__(message, remedy=remedy, fields={"code": f"{message} {remedy}"})


def spend_code(user: User, typed: str, *, at: datetime) -> str:
    """This will spend a code of the account and say which kind it was: "totp", "recovery_code", or "" for a wrong one.

    Each code is good once, also where two requests bring it at the same instant: only one of them changes the row.
    """
    if totp.is_code(typed):
        return "totp" if _spend_app_code(user, typed, at) else ""
    return "recovery_code" if _spend_recovery_code(user, typed, at) else ""


def note_factors(user: User, *, at: datetime) -> None:
    """This will note since when the account has a second factor; codes on paper go with the last one."""
    has = (
        AuthenticatorApp.objects.filter(user=user, confirmed_at__isnull=False).exists()
        or Passkey.objects.filter(user=user).exists()
    )
    if not has:
        RecoveryCode.objects.filter(user=user).delete()
    user.second_factor_since = (user.second_factor_since or at) if has else None
    user.save(update_fields=["second_factor_since"])


def secret_owner(user: User) -> str:
    """This will name the owner to whom an app's secret is bound."""
    return f"authenticator:{user.pk}"


def _spend_app_code(user: User, typed: str, at: datetime) -> bool:
    app = AuthenticatorApp.objects.filter(user=user, confirmed_at__isnull=False).first()
    if app is None:
        return False
    secret = unseal(app.sealed_secret, owner=secret_owner(user))
    step = totp.matching_step(secret, typed, at=at, after=app.last_step)
    if step is None:
        return False
    spent = AuthenticatorApp.objects.filter(pk=app.pk, last_step__lt=step).update(last_step=step, used_at=at)
    return spent == 1


def _spend_recovery_code(user: User, typed: str, at: datetime) -> bool:
    code = recovery.canonical(typed)
    row = RecoveryCode.objects.filter(user=user, sign=code[:1], used_at__isnull=True).first()
    if row is None or not recovery.is_code(typed):
        make_password(code[:20])  # as long as for a code that exists
        return False
    if not check_password(code, row.hash):
        return False
    return RecoveryCode.objects.filter(pk=row.pk, used_at__isnull=True).update(used_at=at) == 1
