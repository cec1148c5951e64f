"""Codes on paper for the day on which phone and keys are lost: ten, each good once."""

import re
import secrets

# Letters and digits that are not mistaken for one another when written down.
CLEAR_SIGNS = "abcdefghkmnpqrstuvwxyz23456789"
PLACES = CLEAR_SIGNS[:10]
"""The first sign of a code says which of the ten it is, so that one comparison is enough."""
LENGTH = 11  # the place and ten random signs: 49 bits

_CODE = re.compile(rf"[{CLEAR_SIGNS}]{{{LENGTH}}}")


def new_codes() -> tuple[str, ...]:
    """This will make ten codes, in the form in which they are compared."""
    return tuple(place + "".join(secrets.choice(CLEAR_SIGNS) for _ in range(LENGTH - 1)) for place in PLACES)


def canonical(typed: str) -> str:
    """This will give the form in which a code is compared: small letters, no gaps, no dashes."""
    return typed[:40].lower().replace(" ", "").replace("-", "")


def is_code(typed: str) -> bool:
    """This will tell whether something typed looks like a recovery code."""
    return bool(_CODE.fullmatch(canonical(typed)))


def spelled(code: str) -> str:
    """This will write a code for reading: "abcd-efgh-jkm"."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
