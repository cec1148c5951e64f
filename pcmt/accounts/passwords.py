"""Passwords measured against the installation's rules (settings), with refusals in the readers' language."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from pcmt.accounts.models import User
from pcmt.kernel.refusal import Refusal

_WORDS = {
    "password_too_short": "Mật khẩu phải có ít nhất 12 ký tự.",
    "password_too_common": "Mật khẩu này quá phổ biến, dễ bị đoán.",
}


class WeakPassword(Refusal):
    """This will say why a password cannot be used."""

    code = "weak_password"


def check_new_password(password: str, username: str) -> None:
    """This will refuse a password that is too short, common, or holds the account's own name."""
    if username and username in password.lower():
        raise _weak("Mật khẩu không được chứa tên đăng nhập.")
    try:
        validate_password(password)
    except ValidationError as problem:
        raise _weak(
            " ".join(_WORDS.get(error.code or "", str(error.message)) for error in problem.error_list)
        ) from None


def matches(user: User | None, password: str) -> bool:
    """This will tell whether the password is the account's, taking as long for an account that does not exist."""
    if user is None or not user.is_active:
        User().set_password(password)
        return False
    return user.check_password(password)


def _weak(message: str) -> WeakPassword:
    return WeakPassword(
        message,
        remedy="Dùng một cụm gồm vài từ dễ nhớ, ít nhất 12 ký tự.",
        fields={"new_password": message},
    )
