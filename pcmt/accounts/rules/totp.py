"""Time-based one-time codes (RFC 6238) as authenticator apps make them: six digits, SHA-1, anew each 30 seconds."""

import hmac
import re
from base64 import b32encode
from datetime import datetime
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

DIGITS = 6
STEP = 30  # seconds
DRIFT = 1
"""Steps by which the clock of a phone may be off, either way."""
SECRET_BYTES = 20  # as long as the hash, RFC 4226 R6

_CODE = re.compile(r"[0-9]{3} ?[0-9]{3}")


def is_code(typed: str) -> bool:
    """This will tell whether something typed looks like a code: six digits, with or without a gap."""
    return bool(_CODE.fullmatch(typed.strip()))


def code_at(secret: bytes, step: int) -> str:
    """This will make the code of a step."""
    # Apps ask for SHA-1 by default; as an HMAC it stands (RFC 6238 1.2, RFC 6194).
    return HOTP(secret, DIGITS, SHA1(), enforce_key_length=False).generate(step).decode()  # noqa: S303


def step_at(at: datetime) -> int:
    """This will count the 30-second steps since 1970."""
    return int(at.timestamp()) // STEP


def matching_step(secret: bytes, typed: str, *, at: datetime, after: int) -> int | None:
    """This will give the step whose code was typed, among those that drift allows and later than `after`; else None.

    All candidates are compared, each in constant time, so that the answer's time tells nothing.
    """
    code, now = typed.strip().replace(" ", ""), step_at(at)
    found = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), code.encode()) and step > after:
            found = step
    return found


def spelled(secret: bytes) -> str:
    """This will write a secret for typing into an app: Base32 in groups of four."""
    text = b32encode(secret).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address(secret: bytes, *, issuer: str, username: str) -> str:
    """This will make the otpauth address that an app reads from the picture."""
    asked = urlencode({"secret": spelled(secret).replace(" ", ""), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(username)}?{asked}"
