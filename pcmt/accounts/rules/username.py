"""Names of accounts: plain letters, so that they can be typed on any keyboard and never look alike."""

import re

_NAME = re.compile(r"[a-z][a-z0-9._-]{2,63}")


def canonical(typed: str) -> str:
    """This will give the form in which a name is stored and compared: no outer spaces, small letters."""
    return typed.strip().lower()


def is_username(name: str) -> bool:
    """This will tell whether a canonical name may be given: 3 to 64 of a–z, digits, dot, dash, underscore."""
    return bool(_NAME.fullmatch(name))
