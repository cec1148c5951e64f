"""The data files of the reader, loaded once: kinds of documents, places, agencies, cues."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vanban.text import fold


def load(name: str) -> dict[str, Any]:
    """This will load one data file of the library by its name without ending."""
    return tomllib.loads(files("vanban.data").joinpath(f"{name}.toml").read_text("utf-8"))


def squeeze(text: str) -> str:
    """This will fold a text and drop all but letters and digits, so that letter-spaced heads compare equal."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its abbreviation, the words that name it, spellings of the abbreviation in numbers."""

    code: str
    names: tuple[str, ...]
    symbols: tuple[str, ...]
    named: bool
    heads: bool


@cache
def kinds() -> tuple[Kind, ...]:
    """This will give the kinds of documents, those with longer names first where one name holds another."""
    return tuple(
        Kind(
            code=row.get("as", row["code"]),
            names=tuple(row["names"]),
            symbols=(row["code"], *row.get("symbols", ())),
            named=row.get("named", False),
            heads=row.get("heads", False),
        )
        for row in load("kinds")["kind"]
    )


@cache
def kind_by_name() -> dict[str, str]:
    """This will give kind codes by folded name, longest name first."""
    pairs = [(fold(name), kind.code) for kind in kinds() for name in kind.names]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def kind_by_symbol() -> dict[str, str]:
    """This will give kind codes by the letters that stand for them in a number (case as printed, and upper case)."""
    out: dict[str, str] = {}
    for kind in kinds():
        for symbol in kind.symbols:
            out.setdefault(symbol, kind.code)
            out.setdefault(symbol.upper(), kind.code)
    return out


@cache
def head_kinds() -> dict[str, str]:
    """This will give kind codes by squeezed type word, for kinds that stand alone in a head."""
    return {squeeze(name): kind.code for kind in kinds() if kind.heads for name in kind.names}


@cache
def head_names() -> dict[str, str]:
    """This will give kind codes by type word in capitals as heads print it, longest first: "THÔNG TƯ LIÊN TỊCH"."""
    pairs = [(name.upper(), kind.code) for kind in kinds() if kind.heads for name in kind.names]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


def is_type_word(text: str) -> bool:
    """This will tell a line that is a type word in capitals and nothing else."""
    return text.strip(" *#_:") in head_names()


@cache
def places() -> dict[str, str]:
    """This will give place names in ordinary case by their squeezed form."""
    data = load("places")
    return {squeeze(name): name for name in [*data["cities"], *data["provinces"]]}


@cache
def head_words() -> dict[str, Any]:
    """This will give the words of heads and of the dress of web pages."""
    return load("heads")


@cache
def agency_words() -> dict[str, Any]:
    """This will give the vocabulary of agency names."""
    return load("agencies")
