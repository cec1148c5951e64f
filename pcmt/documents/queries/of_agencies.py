"""The documents in the registers of some agencies: what came to them, what they sent."""

from collections.abc import Collection
from functools import cache

from pcmt.documents import policy
from pcmt.documents.models import Document
from pcmt.documents.queries.rows import ROW_FIELDS, row_of
from pcmt.documents.rules.answers import DocumentRow
from pcmt.kernel.actor import Actor
from pcmt.prepared import Prepared


def of_agencies(actor: Actor, agency_ids: Collection[int], *, most: int) -> tuple[DocumentRow, ...]:
    """This will list the newest documents in the registers of agencies, to who may read documents; else none."""
    if not agency_ids or not policy.may_view(actor):
        return ()
    return tuple(row_of(row) for row in _newest(most).all(list(agency_ids)))


@cache
def _newest(most: int) -> Prepared[Document]:
    """The question for so many; a page of the system asks for one number."""
    return Prepared(
        lambda agency_ids: (
            Document.objects.filter(agency__in=agency_ids, is_current=True)
            .only(*ROW_FIELDS)
            .order_by("-registered_at", "-id")[:most]
        )
    )
