"""When two mentions mean one act: numbers are compared however they are written; most need the issuer or the day."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from vanban.text import fold

_CENTRE = re.compile(r"(?<![A-ZĐƯ])T\.?Ư(?![A-ZĐƯ])")
_PIECE = re.compile(r"[a-z]+[0-9]*|[0-9]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBER = re.compile(r"(?<![\w/])\d{1,5}(?:/\d{4})?[/-][^\W\d][\w/&.-]{1,30}")


@dataclass(frozen=True)
class Identity:
    """What tells one act from another: the same number is a different act of another body, day or year.

    name and year: how a law is cited that is named without its number.
    """

    number: str
    issued_on: date | None = None
    issuer: str = ""
    name: str = ""
    year: str = ""


@dataclass(frozen=True)
class Pieces:
    """A number without its punctuation: the count, the year that it bears if any, and what follows, folded."""

    count: str
    year: str
    symbols: tuple[str, ...]


def first_number(words: str) -> str:
    """This will give the first number of an act in some words: "Quyết định số 88/QĐ-UBND ngày …" gives "88/QĐ-UBND"."""
    found = _NUMBER.search(words)
    return found.group().rstrip(".-/&") if found else ""


def number_key(number: str | None) -> str:
    """This will give a number's comparable form: "132- KL/TW" gives "132-kl/tw", "049/KH" gives "49/kh"."""
    key = fold(number or "").replace(" ", "").replace("–", "-")
    digits = len(key) - len(key.lstrip("0123456789"))
    return (key[:digits].lstrip("0") or key[:digits]) + key[digits:]


def pieces(number: str) -> Pieces:
    """This will take a number apart: "028/2025/QĐ-TTg" is 28, 2025 and (qd, ttg); "132-KL/TƯ" ends with tw."""
    found = _PIECE.findall(fold(_CENTRE.sub("TW", number)))
    count = found.pop(0).lstrip("0") if found and found[0].isdigit() else ""
    year = found.pop(0) if found and _YEAR.fullmatch(found[0]) else ""
    return Pieces(count, year, tuple(found))


def act_key(number: str | None) -> str:
    """This will give what is the same however a number is punctuated and with or without its year: "28 qd ttg".

    It finds what may be meant; `means` tells whether it is. "" for what has no count.
    """
    own = pieces(number or "")
    return " ".join((own.count, *own.symbols)) if own.count else ""


def issuer_key(issuer: str | None) -> str:
    """This will give a body's comparable name: UBND and Ủy ban nhân dân are the same words."""
    key = fold(issuer or "")
    return key.replace("ubnd", "uy ban nhan dan").replace("hdnd", "hoi dong nhan dan").strip()


def name_key(name: str | None) -> str:
    """This will give a law's comparable name, without the words for its kind: "Luật Phòng, chống ma túy"."""
    words = " ".join(_PIECE.findall(fold(name or "")))
    return words.removeprefix("bo ").removeprefix("luat ")


def means(citation: Identity, document: Identity, *, one_body: Collection[str] = ()) -> bool:
    """This will tell whether a citation means this document.

    The numbers must agree, and the day or the issuer must agree where the citation states them; a number alone is not
    enough, because every office counts from 1 each year, unless it bears its year and the symbol of `one_body`
    (folded: "qh", "ttg"). A law may be named by its name and year.
    """
    if not citation.number:
        return _is_named(citation, document)
    said, own = pieces(citation.number), pieces(document.number)
    if (said.count, said.symbols) != (own.count, own.symbols):
        return False
    if citation.issued_on and document.issued_on:
        return citation.issued_on == document.issued_on
    if said.year != own.year:
        return False
    if said.year and any(symbol.rstrip("0123456789") in one_body for symbol in said.symbols):
        return True
    if citation.issuer and document.issuer:
        cited, kept = issuer_key(citation.issuer), issuer_key(document.issuer)
        return cited in kept or kept in cited
    return False


def _is_named(citation: Identity, document: Identity) -> bool:
    if not (citation.name and citation.year and document.name and document.issued_on):
        return False
    return citation.year == str(document.issued_on.year) and name_key(citation.name) == name_key(document.name)
