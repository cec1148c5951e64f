"""Device cookies: a browser that has signed in to an account keeps a signed mark, and is known by it next time."""

import secrets

from django.core import signing
from django.utils.crypto import salted_hmac

from pcmt.accounts.rules.username import canonical

SALT = "accounts.device"
KNOWN_FOR = 365 * 24 * 3600  # seconds


def new_mark(username: str) -> str:
    """This will make the mark that a browser keeps after signing in to the account of that name."""
    return signing.dumps([digest_of(username), secrets.token_urlsafe(12)], salt=SALT)


def sign_of(mark: str, username: str) -> str:
    """This will give a mark's own sign, or nothing where it is another account's, too old, or not ours."""
    try:
        whose, sign = signing.loads(mark[:500], salt=SALT, max_age=KNOWN_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(sign) if whose == digest_of(username) else ""


def digest_of(username: str) -> str:
    """This will digest a name under the installation's key, so that a cookie does not tell it."""
    return salted_hmac(SALT, canonical(username), algorithm="sha256").hexdigest()[:16]
