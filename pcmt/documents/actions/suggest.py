"""Mark, by hand, a target or duty that the reader did not see."""

from datetime import datetime

from django.db import transaction

from pcmt.documents import policy
from pcmt.documents.models import Document, Suggestion
from pcmt.documents.redrawing import anchor_at
from pcmt.documents.rules.payload import Payload, ProposedTarget, from_json, to_json
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


class BadSpan(Refusal):
    """This will say that a passage does not lie in the text, or that this kind is already marked there."""

    code = "bad_span"


@transaction.atomic
def suggest(*, document_id: int, kind: str, start: int, end: int, payload: Payload, actor: Actor, at: datetime) -> int:
    """This will add a suggestion over a passage of the stored text (start, end in characters) and return its id."""
    document = Document.objects.filter(id=document_id).first()
    if document is None or not policy.may_view(actor):
        raise NotFound("Không tìm thấy văn bản.")
    policy.may_change("documents.suggest", actor, agency_id=document.agency_id).require()

    if kind != ("target" if isinstance(payload, ProposedTarget) else "duty"):
        raise BadSpan("Nội dung gợi ý không đúng loại đã chọn.")
    from_json(kind, to_json(payload))
    quote = document.text[max(0, start) : end].strip()
    if not (0 <= start < end <= len(document.text)) or not quote:
        raise BadSpan("Đoạn chọn không nằm trong văn bản.", remedy="Chọn lại đoạn văn trong điều khoản.")
    same = document.suggestions.filter(kind=kind, start=start, end=end).exclude(state="dismissed")
    if same.exists():
        raise BadSpan("Đoạn này đã được đánh dấu cùng loại.", remedy="Mở thẻ gợi ý đã có để sửa.")

    suggestion = Suggestion.objects.create(
        document=document,
        kind=kind,
        anchor=anchor_at(document, start),
        start=start,
        end=end,
        quote=quote,
        payload=to_json(payload),
        confidence=1000,
        reason="người dùng đánh dấu",
        by_hand=True,
    )

    record(
        action="documents.suggest",
        subject=f"suggestion:{suggestion.id}",
        actor=actor,
        at=at,
        after={"document": document.id, "kind": kind, "start": start, "end": end},
    )
    return suggestion.id
