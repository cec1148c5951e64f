"""Join suggestions that are parts of one."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pcmt.documents.redrawing import redraw
from pcmt.documents.rules.payload import from_json
from pcmt.documents.rules.redrawing import CannotRedraw, Drawn, merged, refuse_apart
from pcmt.documents.settling import obtain, refuse_settled
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def join_suggestions(*, suggestion_ids: Sequence[int], actor: Actor, at: datetime) -> int:
    """This will put one suggestion in the place of neighbours of one kind, and return its identifier.

    Its passage reaches from the first's beginning to the last's end; what the first lacks, the next gives.
    """
    wanted = [*dict.fromkeys(suggestion_ids)]
    closing = [obtain(one, "documents.join_suggestions", actor, with_text=True) for one in wanted]
    closing.sort(key=lambda one: (one.start, one.id))

    for suggestion in closing:
        refuse_settled(suggestion)
    refuse_apart([(one.start, one.end) for one in closing])
    if len({(one.document_id, one.kind) for one in closing}) > 1:
        raise CannotRedraw("Chỉ gộp các mục cùng loại của một văn bản.")

    payload = merged([from_json(one.kind, one.payload) for one in closing])
    whole = Drawn(closing[0].start, max(one.end for one in closing), payload)
    (made,) = redraw(closing, [whole], reason="người dùng gộp", actor=actor, at=at)

    record(
        action="documents.join_suggestions",
        subject=f"suggestion:{made}",
        actor=actor,
        at=at,
        before={"suggestions": [one.id for one in closing]},
        after={"start": whole.start, "end": whole.end, "document": closing[0].document_id},
    )
    return made
