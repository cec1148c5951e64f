"""Take the secret address of one's calendar back."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.notices import policy
from pcmt.notices.models import Feed


@transaction.atomic
def close_feed(*, actor: Actor, at: datetime) -> None:
    """This will end the address at once: whoever still asks for it finds nothing."""
    user_id = policy.own_account(actor)

    if not Feed.objects.filter(user_id=user_id, revoked_at__isnull=True).update(revoked_at=at):
        raise NotFound("Không có địa chỉ lịch nào đang dùng.")

    record(action="notices.close_feed", subject=f"user:{user_id}", actor=actor, at=at)
