"""Cancel an inspection that will not be held."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.inspection_access import obtain_inspection
from pcmt.committee.models import Finding
from pcmt.committee.rules.inspecting import BadInspection
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.rulebook.queries import book


@transaction.atomic
def cancel_inspection(*, inspection_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will say, with the reason, that an inspection is not held; one that has found something is concluded."""
    inspection = obtain_inspection(inspection_id, "committee.cancel_inspection", actor)

    state = book().lifecycle("inspection").after(inspection.state, "cancel_inspection")
    if not as_reason(reason):
        raise BadInspection("Chưa ghi lý do hủy.", fields={"reason": "Ghi lý do."})
    if Finding.objects.filter(visit__inspection=inspection).exists():
        raise BadInspection(
            "Đã ghi tồn tại phải khắc phục.", remedy="Bỏ tồn tại ghi nhầm, hoặc kết luận cuộc kiểm tra."
        )

    inspection.state, inspection.cancelled_for = state, as_reason(reason)
    inspection.save(update_fields=["state", "cancelled_for"])

    record(
        action="committee.cancel_inspection",
        subject=f"inspection:{inspection.pk}",
        actor=actor,
        at=at,
        after={"state": state},
        reason=as_reason(reason),
    )
