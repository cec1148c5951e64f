"""A reading in the interchange form that answer keys use: plain values, quotes verbatim from the text as given."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from vanban.model import Assignment, Citation, Provision, Reading, Sheet, Target
from vanban.read.sureness import SURE
from vanban.text import normalise

_MARKUP = re.compile(r"[*_|#]+")
_HEADING_WORDS = 8
_REACH = 4_000


def clean_quote(text: str) -> str:
    """This will give a piece of a document as keys quote it: NFC, conversion marks removed, single-spaced."""
    return " ".join(_MARKUP.sub("", unicodedata.normalize("NFC", text)).split())


def interchange_form(reading: Reading, file_name: str) -> dict[str, Any]:
    """This will give the reading as a JSON-ready object; offsets are into `Reading.text`."""
    meta = reading.metadata
    return {
        "file": file_name,
        "metadata": {
            "kind": meta.kind,
            "number": meta.number,
            "issued_on": meta.issued_on.isoformat() if meta.issued_on else None,
            "issuer": meta.issuer,
            "place": meta.place,
            "title": _as_printed(reading, meta.title) if meta.title else None,
            "signer": meta.signer,
            "signer_title": meta.signer_title,
        },
        "secrecy": reading.secrecy,
        "citations": [citation_row(one) for one in reading.citations],
        "outline": [_node(reading, one) for one in reading.provisions],
        "targets": [_target(reading, one) for one in reading.targets],
        "assignments": [_assignment(reading, one) for one in reading.assignments],
        "sheets": [_sheet(one) for one in reading.sheets],
        "notes": [{"code": note.code, "message": note.message_vi} for note in reading.notes],
    }


def _as_printed(reading: Reading, words: str, start: int = 0) -> str:
    """This will give words of the text with the spaces of the source, which may have lost some ("BANHÀNH")."""
    at = reading.text[start : start + _REACH].replace("\n", " ").find(words)
    if at < 0:
        return words
    source = _source(reading, start + at, start + at + len(words))
    printed = normalise(clean_quote(source.replace("_", " ")))
    return printed if "".join(printed.split()) == "".join(words.split()) else words


def _verbatim(reading: Reading, start: int, end: int) -> str:
    return clean_quote(_source(reading, start, end))


def _source(reading: Reading, start: int, end: int) -> str:
    """This will give what the file has for a stretch of the text; a last letter whose marks stand apart is whole."""
    first, last = reading.surface.origin_span(start, end)
    while last < len(reading.original) and unicodedata.combining(reading.original[last]):
        last += 1
    return reading.original[first:last]


def citation_row(one: Citation) -> dict[str, Any]:
    """This will give one cited act as a row of the form."""
    row: dict[str, Any] = {
        "kind": one.kind,
        "number": one.number,
        "issued_on": one.issued_on.isoformat() if one.issued_on else None,
        "issuer": one.issuer,
    }
    if one.name:
        row["name"] = one.name
    if one.year:
        row["year"] = one.year
    row["spans"] = [[span.start, span.end] for span in one.spans]
    return {**row, "confidence": one.confidence, "reason": one.reason, "cue": one.cue}


def _node(reading: Reading, one: Provision) -> dict[str, Any]:
    return {
        "label": one.label,
        "depth": one.depth,
        "heading": " ".join(_as_printed(reading, one.heading, one.start).split()[:_HEADING_WORDS]),
        "anchor": one.anchor,
        "start": one.start,
        "end": one.end,
    }


def _amount(value: str | None) -> int | float | None:
    if value is None:
        return None
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def _target(reading: Reading, one: Target) -> dict[str, Any]:
    row: dict[str, Any] = {
        "path": one.path,
        "quote": _verbatim(reading, one.start, one.end),
        "relation": one.relation,
        "value": _amount(one.value),
        "value_high": _amount(one.value_high),
        "unit": one.unit,
        "subject": one.subject,
        "by": one.by,
        "every": one.every,
    }
    if one.bound:
        row["bound"] = one.bound
    if one.within:
        row["within"] = one.within
    return row | _trail(one)


def _assignment(reading: Reading, one: Assignment) -> dict[str, Any]:
    row: dict[str, Any] = {
        "path": one.path,
        "lead": list(one.leads),
        "with": list(one.supports),
        "quote": _verbatim(reading, one.start, one.end),
        "due": one.due,
        "every": one.every,
    }
    if one.asked:
        row["asked"] = True
    if one.product:
        row["product"] = one.product
    if one.within:
        row["within"] = one.within
    return {**row, **_trail(one), "until": one.until}


def _sheet(one: Sheet) -> dict[str, Any]:
    row: dict[str, Any] = {"number": one.number, "start": one.start, "end": one.end, "by_ocr": one.by_ocr}
    return {**row, "sureness": one.sureness} if one.by_ocr else row


def _trail(one: Target | Assignment) -> dict[str, Any]:
    trail: dict[str, Any] = {
        "anchor": one.anchor,
        "start": one.start,
        "end": one.end,
        "confidence": one.confidence,
        "reason": one.reason,
        "cue": one.cue,
    }
    if one.sureness < SURE:
        trail["sureness"] = one.sureness
    return {**trail, "table": True} if one.table else trail
