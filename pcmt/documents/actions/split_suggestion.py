"""Split a suggestion that says several things into several."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pcmt.documents.redrawing import redraw
from pcmt.documents.rules.payload import ProposedTarget
from pcmt.documents.rules.redrawing import CannotRedraw, Drawn, refuse_pieces
from pcmt.documents.settling import obtain, refuse_settled
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def split_suggestion(*, suggestion_id: int, pieces: Sequence[Drawn], actor: Actor, at: datetime) -> tuple[int, ...]:
    """This will put these pieces of its passage in a suggestion's place and return their identifiers, in order.

    Pieces may share one stretch where each has another proposal (one duty of two agencies).
    """
    suggestion = obtain(suggestion_id, "documents.split_suggestion", actor, with_text=True)

    refuse_settled(suggestion)
    refuse_pieces(pieces, start=suggestion.start, end=suggestion.end)
    if any(isinstance(piece.payload, ProposedTarget) != (suggestion.kind == "target") for piece in pieces):
        raise CannotRedraw("Mục tách ra phải cùng loại với mục cũ.")

    made = redraw([suggestion], pieces, reason="người dùng tách", actor=actor, at=at)

    record(
        action="documents.split_suggestion",
        subject=f"suggestion:{suggestion.id}",
        actor=actor,
        at=at,
        before={"start": suggestion.start, "end": suggestion.end},
        after={"suggestions": list(made), "document": suggestion.document_id},
    )
    return made
