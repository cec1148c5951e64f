"""The one way passages are drawn anew: those that were are closed, those that are now are open, by one decision."""

from collections.abc import Sequence
from datetime import datetime

from pcmt.documents.models import Document, Provision, Suggestion
from pcmt.documents.rules.payload import to_json
from pcmt.documents.rules.redrawing import Drawn
from pcmt.documents.settling import close, decide
from pcmt.kernel.actor import Actor


def redraw(
    closing: Sequence[Suggestion], pieces: Sequence[Drawn], *, reason: str, actor: Actor, at: datetime
) -> tuple[int, ...]:
    """This will close these suggestions of one document, open one for each piece, and return their identifiers."""
    document = closing[0].document
    decision = decide(document.id, "redrawn", actor=actor, at=at)
    for suggestion in closing:
        close(suggestion, decision, reason=reason)
    made = []
    for piece in pieces:
        made.append(
            Suggestion.objects.create(
                document=document,
                kind=closing[0].kind,
                anchor=anchor_at(document, piece.start),
                start=piece.start,
                end=piece.end,
                quote=" ".join(document.text[piece.start : piece.end].split()),
                payload=to_json(piece.payload),
                confidence=1000,
                reason=reason,
                by_hand=True,
                drawn_by=decision,
            ).id
        )
    return tuple(made)


def anchor_at(document: Document, start: int) -> str:
    """This will give the anchor of the innermost provision that holds an offset, empty outside of all."""
    holding = Provision.objects.filter(document=document, is_former=False, start__lte=start, end__gt=start)
    innermost = holding.order_by("-start", "-order").first()
    return innermost.anchor if innermost else ""
