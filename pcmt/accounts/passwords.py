"""Passwords measured against the rules, with refusals in the readers' language."""

import tomllib
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from pcmt.accounts.models import User
from pcmt.accounts.rules.password import SHORTEST, has_few_signs, holds_name, is_made_of
from pcmt.kernel.refusal import Refusal

COMMON = Path(__file__).parent / "data" / "common_passwords.toml"


class WeakPassword(Refusal):
    """This will say why a password cannot be used."""

    code = "weak_password"


def check_new_password(password: str, username: str, person_name: str = "") -> None:
    """This will refuse a password that is short, common, or holds the name of the account or of its owner.

    There are no rules on which signs it must have: a phrase of a few words is best.
    """
    if holds_name(password, username, person_name):
        raise _weak("Mật khẩu không được chứa tên đăng nhập hoặc họ tên.")
    if len(password) < SHORTEST:
        raise _weak(f"Mật khẩu phải có ít nhất {SHORTEST} ký tự.")
    if has_few_signs(password) or is_made_of(password, _common_words()) or _is_listed(password):
        raise _weak("Mật khẩu này quá phổ biến, dễ bị đoán.")


def matches(user: User | None, password: str) -> bool:
    """This will tell whether the password is the account's, taking as long for an account that does not exist."""
    if user is None or not user.is_active:
        User().set_password(password)
        return False
    return user.check_password(password)


@cache
def _common_words() -> frozenset[str]:
    groups: dict[str, list[str]] = tomllib.loads(COMMON.read_text())
    return frozenset(word for words in groups.values() for word in words)


@cache
def _listed() -> CommonPasswordValidator:
    return CommonPasswordValidator()


def _is_listed(password: str) -> bool:
    """Django's list of the twenty thousand passwords found most often in what was stolen elsewhere."""
    try:
        _listed().validate(password)
    except ValidationError:
        return True
    return False


def _weak(message: str) -> WeakPassword:
    return WeakPassword(
        message,
        remedy=f"Dùng một cụm gồm vài từ dễ nhớ, ít nhất {SHORTEST} ký tự, không phải lời ai cũng đoán được.",
        fields={"new_password": message},
    )
