"""A document as a line, for every question that answers with some."""

from pcmt.documents.models import Document
from pcmt.documents.rules.answers import DocumentRow

ROW_FIELDS = (
    "id",
    "direction",
    "kind",
    "number",
    "title",
    "issuer",
    "issued_on",
    "arrival_number",
    "arrived_on",
    "version",
    "is_current",
)


def row_of(row: Document, open_count: int = 0, all_count: int = 0) -> DocumentRow:
    """This will give a document as a line; it needs the columns of `ROW_FIELDS` only."""
    return DocumentRow(
        id=row.id,
        direction=row.direction,
        kind=row.kind,
        number=row.number,
        title=row.title,
        issuer=row.issuer,
        issued_on=row.issued_on,
        arrival_number=row.arrival_number,
        arrived_on=row.arrived_on,
        open_suggestions=open_count,
        suggestions_count=all_count,
        version=row.version,
        is_current=row.is_current,
    )
