"""Put one's notices away."""

from datetime import datetime

from pcmt.kernel.actor import Actor
from pcmt.notices import policy
from pcmt.notices.models import Notice


def mark_seen(*, actor: Actor, at: datetime) -> int:
    """This will note that the actor has seen their notices, and return how many were new; reading is not recorded."""
    user_id = policy.own_account(actor)

    return Notice.objects.filter(user_id=user_id, seen_at__isnull=True).update(seen_at=at)
