"""The documents in the registers of some agencies: what came to them, what they sent."""

from collections.abc import Collection

from pcmt.documents import policy
from pcmt.documents.models import Document
from pcmt.documents.queries.rows import ROW_FIELDS, row_of
from pcmt.documents.rules.answers import DocumentRow
from pcmt.kernel.actor import Actor


def of_agencies(actor: Actor, agency_ids: Collection[int], *, most: int) -> tuple[DocumentRow, ...]:
    """This will list the newest documents in the registers of agencies, to who may read documents; else none."""
    if not agency_ids or not policy.may_view(actor):
        return ()
    rows = Document.objects.filter(agency__in=list(agency_ids), is_current=True).only(*ROW_FIELDS)
    return tuple(row_of(row) for row in rows.order_by("-registered_at", "-id")[:most])
