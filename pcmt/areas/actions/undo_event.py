"""Undo an event: the map, and all that followed, as before; refused where something later stands on it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from pcmt.areas.carrying import carry_back, names_of_rows
from pcmt.areas.events import check_last, hold_event
from pcmt.areas.models import Event
from pcmt.areas.policy import may_change
from pcmt.areas.ports.losses import REMEDY, Losses, StandsOn
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal


@transaction.atomic
def undo_event(*, event_id: int, reason: str, agreed: str = "", actor: Actor, at: datetime) -> None:
    """This will put everything back as it was before an applied event; the event itself stays, as undone.

    Raises StandsOn where a later event, a closed figure of a new unit, or anything else official would lose its ground;
    WouldLose where only what came of using the new units would go. agreed: that refusal's digest, sent back by who has
    read the list and decided to lose it.
    """
    may_change(actor, "undo_event").require()

    event = hold_event(event_id, Event.State.APPLIED)
    if not as_reason(reason):
        message = "Chưa ghi lý do hoàn tác."
        raise Refusal(message, remedy="Ghi lý do, căn cứ.", fields={"reason": message})
    check_last(event)

    touched, losses = event.areas, Losses(names_of_rows())
    try:
        with transaction.atomic():
            carry_back(event, losses, agreed=agreed, actor=actor, at=at)
    except IntegrityError:
        losses.require(agreed)
        raise StandsOn("Không thể hoàn tác: mã hoặc vị trí cũ đã được đơn vị khác dùng.", remedy=REMEDY) from None
    event.state, event.undone_at, event.undone_by = Event.State.UNDONE, at, actor.person_id
    event.undone_reason, event.mementos = as_reason(reason), {}
    event.save()

    record(
        action="areas.undo_event",
        subject=f"area_event:{event.pk}",
        actor=actor,
        at=at,
        before={"areas": touched},
        after={"state": event.state, "lost": [one.reference for one in losses.found]},
        reason=as_reason(reason),
    )
