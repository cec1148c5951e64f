"""Tell a person of what is due, once for each thing and stage."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.notices import policy
from pcmt.notices.mailing import is_on
from pcmt.notices.models import Choice, Digest, Notice
from pcmt.notices.rules.stages import Item
from pcmt.notices.telling import news_to


def tell(*, user_id: int, items: Sequence[Item], actor: Actor, at: datetime) -> int:
    """This will keep what of these a person was not told before, for the desk and for the mail of the day.

    Returns how many were new. A person is told once a day: asked again on the same day, nothing is done.
    """
    policy.may(actor, "notices.tell").require()

    try:
        return _told(user_id, items, actor, at)
    except IntegrityError:  # another process told them just now
        return 0


@transaction.atomic
def _told(user_id: int, items: Sequence[Item], actor: Actor, at: datetime) -> int:
    day = timezone.localdate(at)
    if Digest.objects.filter(user_id=user_id, day=day).exists():
        return 0
    fresh = news_to(user_id, items)

    choice = Choice.objects.filter(user_id=user_id, by_mail=True).first() if fresh else None
    mails = choice is not None and is_on() and any(item.kind not in choice.muted for item in fresh)
    state = Digest.State.WAITING if mails else Digest.State.KEPT
    digest = Digest.objects.create(user_id=user_id, day=day, state=state, next_at=at if mails else None)
    Notice.objects.bulk_create(
        Notice(
            digest=digest,
            user_id=user_id,
            kind=item.kind,
            subject=item.subject,
            stage=item.stage,
            title=item.title[:300],
            due_on=item.due_on,
        )
        for item in fresh
    )

    if fresh:
        record(
            action="notices.tell",
            subject=f"user:{user_id}",
            actor=actor,
            at=at,
            after={"told": [f"{item.subject} {item.stage}" for item in fresh], "by_mail": mails},
        )
    return len(fresh)
