"""The head of a document as columns: cut to size, with the keys that documents are compared by."""

from collections.abc import Mapping
from typing import Any

from pcmt.documents.models import Document
from pcmt.documents.rules.book import place_in_book
from pcmt.documents.rules.identity import act_key, issuer_key, number_key
from pcmt.documents.rules.kinds import citation_form, symbol_of
from pcmt.kernel.refusal import Refusal
from vanban.text import normalise

HEAD = (
    "direction",
    "kind",
    "number",
    "issued_on",
    "issuer",
    "place",
    "title",
    "signer",
    "signer_title",
    "arrival_number",
    "arrived_on",
    "urgency",
)
"""The columns that a person may correct."""


class NumberTaken(Refusal):
    """This will say that another document has this number, issuer and date."""

    code = "number_taken"


def head(fields: Mapping[str, Any]) -> dict[str, Any]:
    """This will give the columns for these fields: texts normalised and cut to their column, and keys."""
    columns = {name: _fitted(name, value) for name, value in fields.items()}
    year, count = place_in_book(columns["direction"], columns["arrival_number"], columns["arrived_on"])
    return columns | {
        "number_key": number_key(columns["number"]),
        "act_key": act_key(columns["number"]),
        "symbol": symbol_of(columns["number"]),
        "issuer_key": issuer_key(columns["issuer"]),
        "book_year": year,
        "book_count": count,
    }


def refuse_double(columns: Mapping[str, Any], *, except_id: int | None = None) -> None:
    """This will refuse with NumberTaken where another document has the same number, issuer and date."""
    if not (columns["number_key"] and columns["issuer_key"] and columns["issued_on"]):
        return
    same = {key: columns[key] for key in ("number_key", "issuer_key", "issued_on")}
    others = Document.objects.filter(**same, version_of=None)
    others = others if except_id is None else others.exclude(id=except_id)
    found = others.only("id", "kind", "number", "issued_on").first()
    if found:
        raise NumberTaken(
            f"{citation_form(found.kind, found.number, found.issued_on)} của cùng cơ quan đã được đăng ký.",
            where=f"document:{found.id}",
            remedy="Mở văn bản đã có; tệp khác của cùng văn bản (bản sạch, bản đã sửa) thì “Thêm bản khác” ở đó.",
            fields={"number": "Số, ngày và cơ quan ban hành trùng với một văn bản đã có."},
        )


def _fitted(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    value = " ".join(normalise(value).split())
    limit = getattr(Document._meta.get_field(name), "max_length", None)
    return value[:limit] if limit else value
