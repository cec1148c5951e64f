"""Open a calendar by its secret address."""

from datetime import datetime

from django.utils import timezone

from pcmt.accounts import queries as accounts
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.notices import policy
from pcmt.notices.addressing import found_by
from pcmt.notices.models import Feed

NOT_HERE = "Không tìm thấy lịch này."


def use_feed(*, secret: str, actor: Actor, at: datetime) -> Actor:
    """This will say whose calendar an address opens, as its owner may see things now; NotFound for all else alike.

    The actor is the door of calendars. It ends with the account, the post and its roles. Noted and recorded once a day.
    """
    policy.may(actor, "notices.use_feed").require()

    feed = found_by(secret)
    owner = accounts.actor_for(feed.user_id, at, feed.capacity) if feed else None
    if feed is None or owner is None or owner.capacity != feed.capacity or not owner.grants:
        raise NotFound(NOT_HERE)

    today = timezone.localdate(at)
    is_first = bool(Feed.objects.filter(pk=feed.pk).exclude(used_on=today).update(used_on=today))

    if is_first:
        record(action="notices.use_feed", subject=f"user:{feed.user_id}", actor=owner, at=at)
    return owner
