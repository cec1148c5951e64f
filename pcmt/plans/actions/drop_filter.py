"""Forget a choice of tasks that was kept under a name."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans.models import SavedFilter


@transaction.atomic
def drop_filter(*, filter_id: int, actor: Actor, at: datetime) -> None:
    """This will take a filter off the actor's own list, so that its link opens nothing any more.

    NotFound for another person's.
    """
    own = SavedFilter.objects.filter(id=filter_id, dropped_at=None, owner_id=actor.person_id or 0)
    saved = own.first()
    if saved is None:
        raise NotFound("Không tìm thấy bộ lọc này trong các bộ lọc đã lưu.")

    saved.dropped_at = at
    saved.save(update_fields=["dropped_at"])

    record(
        action="plans.drop_filter",
        subject=f"filter:{saved.pk}",
        actor=actor,
        at=at,
        before={"name": saved.name},
    )
