"""Conclude an inspection with the paper that was issued."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.inspection_access import obtain_inspection
from pcmt.committee.rules.inspecting import BadInspection
from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book


@transaction.atomic
def conclude_inspection(*, inspection_id: int, document_id: int, actor: Actor, at: datetime) -> None:
    """This will tie an inspection to its conclusion as issued and registered; findings are followed to their close."""
    inspection = obtain_inspection(inspection_id, "committee.conclude_inspection", actor)

    state = book().lifecycle("inspection").after(inspection.state, "conclude_inspection")
    found = documents.labels([document_id]).get(document_id)
    if found is None:
        raise NotFound("Không tìm thấy văn bản.")
    if found.issued_on is not None and found.issued_on < inspection.starts_on:
        raise BadInspection(
            "Văn bản này ban hành trước khi kiểm tra.", fields={"number": "Chọn kết luận ban hành sau khi kiểm tra."}
        )

    inspection.state, inspection.document_id = state, document_id
    inspection.save(update_fields=["state", "document"])

    record(
        action="committee.conclude_inspection",
        subject=f"inspection:{inspection.pk}",
        actor=actor,
        at=at,
        after={"document": document_id, "state": state},
    )
