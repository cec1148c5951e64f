"""Make the secret address of one's calendar."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.notices import policy
from pcmt.notices.addressing import digest_of, new_secret
from pcmt.notices.models import Feed


class NoPost(Refusal):
    """This will say that a calendar belongs to somebody who works somewhere."""

    code = "no_post"


@transaction.atomic
def open_feed(*, actor: Actor, at: datetime) -> str:
    """This will make an address for the capacity that the actor is in, and return its secret, shown this once.

    The address that stood before ends with it: there is one at a time.
    """
    user_id = policy.own_account(actor)

    if not actor.capacity:
        raise NoPost("Lịch đi theo một chức vụ.", remedy="Chọn chức vụ đang dùng rồi tạo lại địa chỉ.")

    secret = new_secret()
    Feed.objects.filter(user_id=user_id, revoked_at__isnull=True).update(revoked_at=at)
    Feed.objects.create(user_id=user_id, capacity=actor.capacity, digest=digest_of(secret), made_at=at)

    record(
        action="notices.open_feed", subject=f"user:{user_id}", actor=actor, at=at,
        after={"capacity": actor.capacity},
    )  # fmt: skip
    return secret
