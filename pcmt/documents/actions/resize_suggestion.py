"""Widen or narrow the passage of a suggestion."""

from datetime import datetime

from django.db import transaction

from pcmt.documents.redrawing import redraw
from pcmt.documents.rules.payload import from_json
from pcmt.documents.rules.redrawing import LONGEST, CannotRedraw, Drawn
from pcmt.documents.settling import obtain, refuse_settled
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def resize_suggestion(*, suggestion_id: int, start: int, end: int, actor: Actor, at: datetime) -> int:
    """This will put a suggestion over this stretch (in characters of the text) in its place; returns its identifier.

    What it proposes stays. The stretch must meet the old one: another sentence is another suggestion.
    """
    suggestion = obtain(suggestion_id, "documents.resize_suggestion", actor, with_text=True)

    refuse_settled(suggestion)
    text = suggestion.document.text
    if not (0 <= start < end <= len(text)) or not text[start:end].strip() or end - start > LONGEST:
        raise CannotRedraw("Đoạn chọn không nằm trong văn bản hoặc quá dài.", remedy="Chọn lại đoạn văn.")
    if start >= suggestion.end or end <= suggestion.start:
        raise CannotRedraw("Đoạn mới không còn chữ nào của đoạn cũ.", remedy="Đánh dấu đoạn đó như một mục mới.")
    if (start, end) == (suggestion.start, suggestion.end):
        raise CannotRedraw("Đoạn không thay đổi.")

    drawn = Drawn(start, end, from_json(suggestion.kind, suggestion.payload))
    (made,) = redraw([suggestion], [drawn], reason="người dùng chỉnh đoạn", actor=actor, at=at)

    record(
        action="documents.resize_suggestion",
        subject=f"suggestion:{made}",
        actor=actor,
        at=at,
        before={"suggestion": suggestion.id, "start": suggestion.start, "end": suggestion.end},
        after={"start": start, "end": end, "document": suggestion.document_id},
    )
    return made
