"""Which of many documents rest on acts that have ended: for lists, in a number of questions that does not grow."""

from collections.abc import Collection
from datetime import date

from pcmt.documents import policy
from pcmt.documents.endings import Endings
from pcmt.documents.models import Citation
from pcmt.documents.queries.rows import ROW_FIELDS
from pcmt.documents.rules.basis import Act
from pcmt.documents.rules.identity import Identity
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book

_NAMED = ("kind", "number", "name", "year", "issued_on", "issuer", "cited_id", "document_id", "document__issued_on")


def ended_grounds(actor: Actor, document_ids: Collection[int], *, on: date) -> dict[int, tuple[str, ...]]:
    """This will name, by document, the acts that it rests on and that had ended by a day; without, it is left out."""
    if not policy.may_view(actor) or not document_ids:
        return {}
    rows = Citation.objects.filter(document_id__in=document_ids, is_basis=True).select_related("cited", "document")
    table = Endings(book().successions)
    found: dict[int, dict[str, None]] = {}
    for row in rows.only(*_NAMED, *(f"cited__{name}" for name in ROW_FIELDS)).order_by("document_id", "start", "id"):
        act = _act(row)
        ending = table.of(act.identity, row.document.issued_on)
        if ending is not None and ending.ended_on <= on:
            found.setdefault(row.document_id, {})[act.label] = None
    return {document_id: tuple(labels) for document_id, labels in found.items()}


def _act(row: Citation) -> Act:
    cited = row.cited
    if cited is not None:
        return Act("", Identity(cited.number, cited.issued_on, cited.issuer), cited.kind, -1)
    return Act("", Identity(row.number, row.issued_on, row.issuer, row.name, row.year), row.kind, -1)
