"""Put one's notices away."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.notices import policy
from pcmt.notices.models import Notice


@transaction.atomic
def mark_seen(*, actor: Actor, at: datetime) -> int:
    """This will note that the actor has seen their notices, and return how many were new."""
    user_id = policy.own_account(actor)

    seen = Notice.objects.filter(user_id=user_id, seen_at__isnull=True).update(seen_at=at)

    if seen:
        record(action="notices.mark_seen", subject=f"user:{user_id}", actor=actor, at=at, after={"seen": seen})
    return seen
