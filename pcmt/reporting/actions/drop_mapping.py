"""Drop a way of reading old books that nobody needs any more."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.reporting.models import OldBookMapping


@transaction.atomic
def drop_mapping(*, mapping_id: int, actor: Actor, at: datetime) -> None:
    """This will forget a way of reading; what was loaded by it keeps its own copy."""
    actor.may("reporting.drop_mapping").require()

    row = OldBookMapping.objects.select_for_update().filter(pk=mapping_id).first()
    if row is None:
        raise NotFound("Không tìm thấy cách đọc này.")

    row.delete()

    record(
        action="reporting.drop_mapping",
        subject=f"book_mapping:{mapping_id}",
        actor=actor,
        at=at,
        before={"name": row.name},
    )
