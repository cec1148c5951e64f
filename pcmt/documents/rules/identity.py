"""When two mentions mean one document: numbers are compared by key, and a bare number needs the issuer or the day."""

from dataclasses import dataclass
from datetime import date

from vanban.text import fold


@dataclass(frozen=True)
class Identity:
    """What tells one act from another: the same number is a different act of another body, day or year."""

    number: str
    issued_on: date | None = None
    issuer: str = ""


def number_key(number: str | None) -> str:
    """This will give a number's comparable form: "132- KL/TW" gives "132-kl/tw", "049/KH" gives "49/kh"."""
    key = fold(number or "").replace(" ", "").replace("–", "-")
    digits = len(key) - len(key.lstrip("0123456789"))
    return (key[:digits].lstrip("0") or key[:digits]) + key[digits:]


def issuer_key(issuer: str | None) -> str:
    """This will give a body's comparable name: UBND and Ủy ban nhân dân are the same words."""
    key = fold(issuer or "")
    return key.replace("ubnd", "uy ban nhan dan").replace("hdnd", "hoi dong nhan dan").strip()


def means(citation: Identity, document: Identity) -> bool:
    """This will tell whether a citation means this document.

    The numbers must agree, and the day or the issuer must agree where the citation states them; a number alone is
    not enough, because every office counts from 1 each year.
    """
    if not citation.number or number_key(citation.number) != number_key(document.number):
        return False
    if citation.issued_on and document.issued_on:
        return citation.issued_on == document.issued_on
    if citation.issuer and document.issuer:
        cited, kept = issuer_key(citation.issuer), issuer_key(document.issuer)
        return cited in kept or kept in cited
    return False
