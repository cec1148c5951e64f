"""Make the search index and the topics of registered documents anew."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pcmt.documents import policy
from pcmt.documents.indexing import index, indexed_today
from pcmt.documents.models import Document
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal

MOST = 100
"""Documents indexed in one transaction: a second or two, so that nobody who registers one waits for long."""


class WrongStep(Refusal):
    """This will say that a step must take at least one document."""

    code = "wrong_step"


@dataclass(frozen=True)
class Reindexed:
    """How far one step came: documents indexed, the last of them, and how many are still to come."""

    done: int
    last: int
    left: int


@transaction.atomic
def reindex(*, after: int = 0, anew: bool = False, most: int = MOST, actor: Actor, at: datetime) -> Reindexed:
    """This will index the next documents, words and topics, and tell how far it came; call it until none is left.

    By default those that were indexed by an earlier rule of terms, by other topics or never, so that a run that was
    broken off goes on by itself; `anew` takes every one whose identifier is above `after`. One text at a time is held.
    """
    policy.may_reindex(actor).require()

    if most < 1:
        raise WrongStep("Mỗi bước phải lập chỉ mục ít nhất một văn bản.")
    due = Document.objects.filter(id__gt=after)
    due = due if anew else due.exclude(indexed_as=indexed_today())

    ids = list(due.order_by("id").values_list("id", flat=True)[:most])
    for document_id in ids:
        index(Document.objects.select_for_update().get(id=document_id))
    last = ids[-1] if ids else after
    left = due.filter(id__gt=last).count()

    if ids:
        record(
            action="documents.reindex",
            subject="documents:index",
            actor=actor,
            at=at,
            after={"documents": len(ids), "first": ids[0], "last": last, "left": left, "rule": indexed_today()},
        )
    return Reindexed(len(ids), last, left)
