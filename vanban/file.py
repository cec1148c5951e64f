"""A file read: taken in by its content, then read as text."""

from collections.abc import Iterable
from dataclasses import replace

from vanban.akn import from_akn, looks_like_akn
from vanban.intake import DEFAULT_LIMIT, take_in
from vanban.model import Citation, Note, Reading, Sheet
from vanban.read.pipeline import cite_text, read_text
from vanban.read.secrecy import read_stamp_beside
from vanban.text import Surface


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
    sheets = _placed(taken.sheets, reading.surface)
    return replace(reading, format=taken.format, notes=notes + reading.notes, secrecy=secrecy, sheets=sheets)


def cite_bytes(data: bytes, name: str = "", *, limit: int = DEFAULT_LIMIT) -> tuple[Citation, ...]:
    """This will give only the acts that a file's document cites; takes and refuses what `read_bytes` does."""
    if len(data) <= limit and looks_like_akn(data):
        return from_akn(data).citations
    return cite_text(take_in(data, name, limit=limit).text)


def _placed(sheets: Iterable[Sheet], surface: Surface) -> tuple[Sheet, ...]:
    """This will carry page spans over from the text as taken in to the text as read."""
    return tuple(replace(sheet, start=surface.offset(sheet.start), end=surface.offset(sheet.end)) for sheet in sheets)
