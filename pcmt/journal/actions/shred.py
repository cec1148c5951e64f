"""Make an entry's personal payload unreadable for good."""

from datetime import datetime

from django.db import transaction

from pcmt.journal import policy
from pcmt.journal.actions.record import record
from pcmt.journal.models import PayloadKey
from pcmt.journal.rules.reasons import must_say_why
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def shred(*, entry_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will delete the key of an entry's personal payload; the entry and the chain stay as they are."""
    policy.may_shred(actor).require()

    must_say_why(reason)
    if not PayloadKey.objects.filter(payload_id=entry_id).exists():
        raise NotFound("Mục nhật ký không có thông tin cá nhân, hoặc thông tin đã được xóa.")

    PayloadKey.objects.filter(payload_id=entry_id).delete()

    record(action="journal.shred", subject=f"entry:{entry_id}", actor=actor, at=at, reason=reason)
