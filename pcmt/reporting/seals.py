"""The signature of blanks under the installation's key: what was rebuilt or comes from elsewhere is told."""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

PURPOSE = "pcmt.reporting.blank"


def seal(text: str) -> str:
    """This will sign a text: HMAC-SHA-256 in hexadecimal."""
    return _of(text, settings.SECRET_KEY)


def is_genuine(text: str, signature: str) -> bool:
    """This will tell whether a signature is ours, under the present key or one that it replaced."""
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return any(constant_time_compare(_of(text, key), signature) for key in keys)


def _of(text: str, key: str) -> str:
    return salted_hmac(PURPOSE, text, secret=key, algorithm="sha256").hexdigest()
