"""Export what people confirmed of a document as an answer key."""

from datetime import datetime
from typing import Any

from django.db import transaction

from pcmt.documents import policy
from pcmt.documents.models import Suggestion
from pcmt.documents.queries import document
from pcmt.documents.queries.suggesting import suggestion_view
from pcmt.documents.rules.keys import answer_key
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class NothingToLearn(Refusal):
    """This will say that nobody has decided anything on a document yet."""

    code = "nothing_to_learn"


@transaction.atomic
def export_keys(*, document_id: int, actor: Actor, at: datetime) -> dict[str, Any]:
    """This will give a document's answer key as plain values; who took it out is noted."""
    view = document(actor, document_id)
    policy.may_change("documents.export_keys", actor, agency_id=view.agency_id).require()

    redrawn = [suggestion_view(row) for row in Suggestion.objects.filter(document_id=document_id, state="redrawn")]
    if all(item.is_open for item in view.suggestions):
        raise NothingToLearn(
            "Văn bản chưa có gợi ý nào được xác nhận hoặc loại bỏ.", remedy="Xác nhận các gợi ý rồi xuất lại."
        )

    key = answer_key(view, redrawn)

    record(
        action="documents.export_keys",
        subject=f"document:{document_id}",
        actor=actor,
        at=at,
        after={"targets": len(key["targets"]), "assignments": len(key["assignments"]), "complete": key["complete"]},
    )
    return key
