"""Drop a saved table."""

from datetime import datetime

from django.db import transaction

from pcmt.indicators.models import SavedTable
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def drop_table(*, table_id: int, actor: Actor, at: datetime) -> None:
    """This will take a table off the list of one's own; NotFound for another person's."""
    if actor.person_id is None:
        raise NotFound

    saved = SavedTable.objects.filter(pk=table_id, owner_id=actor.person_id, dropped_at__isnull=True).first()
    if saved is None:
        raise NotFound("Không tìm thấy bảng này trong các bảng đã lưu.")

    saved.dropped_at = at
    saved.save(update_fields=["dropped_at"])

    record(
        action="indicators.drop_table",
        subject=f"table:{saved.pk}",
        actor=actor,
        at=at,
        before={"name": saved.name},
    )
