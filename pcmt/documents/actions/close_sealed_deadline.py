"""Close a bare deadline of the sealed book."""

from datetime import datetime

from django.db import transaction

from pcmt.documents import policy
from pcmt.documents.handling import CannotHandle
from pcmt.documents.models import SealedDeadline
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def close_sealed_deadline(*, deadline_id: int, actor: Actor, at: datetime) -> None:
    """This will note that what the deadline was for is done; how, stands in the paper book only."""
    deadline = SealedDeadline.objects.select_for_update().filter(id=deadline_id).first()
    if deadline is None or not policy.may_see_sealed(actor, deadline.keeper_id, deadline.agency_id):
        raise NotFound("Không tìm thấy thời hạn này.")
    policy.may_handle(
        "documents.close_sealed_deadline", actor, keeper_id=deadline.keeper_id, handler_id=deadline.agency_id
    ).require()

    if deadline.closed_at:
        raise CannotHandle("Thời hạn này đã kết thúc từ trước.", remedy="Tải lại trang để xem trạng thái mới nhất.")

    deadline.closed_at = at
    deadline.save(update_fields=["closed_at"])

    record(action="documents.close_sealed_deadline", subject=f"sealed:{deadline.id}", actor=actor, at=at)
