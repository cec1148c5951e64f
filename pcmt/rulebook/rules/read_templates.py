"""Reads what layouts of documents share: texts with places to be filled in, and the lines above a signature."""

import re
from collections.abc import Collection

from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.layouts import SignatureLines
from pcmt.rulebook.rules.problem import Place

PLACE = re.compile(r"\{([^{}]{0,80})\}")


def places_in(text: str) -> list[str]:
    """This will list the places of a text, in order."""
    return PLACE.findall(text)


def read_template(fields: Fields, key: str, places: Collection[str], default: str | None = None) -> str:
    """This will read a text with places. places: what may stand there; default: of a text that may be left out."""
    text = fields.text(key) if default is None else fields.text(key, default)
    _check(fields, fields.place_of(key), text, places)
    return text


def read_templates(fields: Fields, key: str, places: Collection[str]) -> tuple[str, ...]:
    """This will read a list of such texts."""
    found = fields.placed_texts(key)
    for text, place in found:
        _check(fields, place, text, places)
    return tuple(text for text, _ in found)


def read_signature(fields: Fields) -> SignatureLines:
    """This will read the lines above a signature."""
    return SignatureLines(fields.texts("authority"), fields.texts("title", optional=False))


def _check(fields: Fields, at: Place, text: str, places: Collection[str]) -> None:
    for name in places_in(text):
        if name not in places:
            known = ", ".join(sorted(places))
            fields.findings.wrong(at, f"Không có chỗ điền {{{name}}}.", f"Chỗ điền dùng được: {known}.")
