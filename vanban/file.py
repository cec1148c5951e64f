"""A file read: taken in by its content, then read as text."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from vanban.akn import from_akn, looks_like_akn
from vanban.intake import DEFAULT_LIMIT, take_in
from vanban.model import Citation, Note, Reading, Sheet, Unsure
from vanban.read.pipeline import cite_text, read_text
from vanban.read.secrecy import read_stamp_beside
from vanban.read.sureness import with_sureness
from vanban.text import Surface

Spanned = TypeVar("Spanned", Sheet, Unsure)


def read_bytes(data: bytes, name: str = "", *, limit: int = DEFAULT_LIMIT) -> Reading:
    """This will read a document from a file's bytes, whatever its type; raises IntakeRefused.

    `name` only helps to tell Markdown from text; `limit` is in bytes.
    """
    if len(data) <= limit and looks_like_akn(data):
        return from_akn(data)
    taken = take_in(data, name, limit=limit)
    reading = read_text(taken.text)
    notes = tuple(Note("intake", note) for note in taken.notes)
    secrecy = reading.secrecy or read_stamp_beside(taken.beside)
    read = replace(reading, format=taken.format, notes=notes + reading.notes, secrecy=secrecy)
    sheets, unsure = _placed(taken.sheets, reading.surface), _placed(taken.unsure, reading.surface)
    return with_sureness(replace(read, sheets=sheets, unsure=unsure))


def cite_bytes(data: bytes, name: str = "", *, limit: int = DEFAULT_LIMIT) -> tuple[Citation, ...]:
    """This will give only the acts that a file's document cites; takes and refuses what `read_bytes` does."""
    if len(data) <= limit and looks_like_akn(data):
        return from_akn(data).citations
    return cite_text(take_in(data, name, limit=limit).text)


def _placed(found: Iterable[Spanned], surface: Surface) -> tuple[Spanned, ...]:
    """This will carry spans of pages and words over from the text as taken in to the text as read."""
    return tuple(replace(one, start=surface.offset(one.start), end=surface.offset(one.end)) for one in found)
