"""Dismiss all that still waits in a document which sets no work here."""

from datetime import datetime

from django.db import transaction

from pcmt.documents import policy
from pcmt.documents.models import Document, Suggestion
from pcmt.documents.settling import close_all, decide
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound, Refusal


class CannotDismissAll(Refusal):
    """This will say what is missing, or that nothing waits any more."""

    code = "cannot_dismiss_all"


@transaction.atomic
def dismiss_suggestions(*, document_id: int, reason: str, actor: Actor, at: datetime) -> int:
    """This will close every suggestion of a document that waits, as one decision, and return how many they were.

    What a person adopted or dismissed before stays as it is; the whole can be taken back by undo_decision.
    """
    document = Document.objects.only("id", "agency_id").filter(id=document_id).first()
    if document is None or not policy.may_view(actor):
        raise NotFound("Không tìm thấy văn bản.")
    policy.may_change("documents.dismiss_suggestions", actor, agency_id=document.agency_id).require()

    said = as_reason(reason)
    if not said:
        raise CannotDismissAll(
            "Chưa nêu lý do bỏ qua gợi ý của cả văn bản.",
            remedy="Chọn một lý do, hoặc ghi lý do khác.",
            fields={"reason": "Nêu lý do."},
        )
    waiting = Suggestion.objects.select_for_update().filter(document=document, state=Suggestion.State.OPEN)
    ids = list(waiting.order_by("start", "id").values_list("id", flat=True))
    if not ids:
        raise CannotDismissAll("Văn bản không còn gợi ý nào chờ.", remedy="Tải lại trang để xem trạng thái mới nhất.")

    close_all(ids, decide(document.id, "dismissed", actor=actor, at=at), reason=said)

    record(
        action="documents.dismiss_suggestions",
        subject=f"document:{document.id}",
        actor=actor,
        at=at,
        before={"state": "open"},
        after={"state": "dismissed", "suggestions": ids},
        reason=said,
    )
    return len(ids)
