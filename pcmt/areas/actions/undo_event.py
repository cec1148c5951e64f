"""Undo an event: the map, and all that followed, as before; refused where something later stands on it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from pcmt.areas.carrying import carry_back
from pcmt.areas.events import check_last, hold_event
from pcmt.areas.models import Event
from pcmt.areas.policy import may_change
from pcmt.areas.ports.memento import REMEDY, StandsOn
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


@transaction.atomic
def undo_event(*, event_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will put everything back as it was before an applied event; the event itself stays, as undone.

    Raises StandsOn where a later event, a closed figure of a new unit, or anything else would lose its ground.
    """
    may_change(actor, "undo_event").require()

    event = hold_event(event_id, Event.State.APPLIED)
    if not reason.strip():
        message = "Chưa ghi lý do hoàn tác."
        raise Refusal(message, remedy="Ghi lý do, căn cứ.", fields={"reason": message})
    check_last(event)

    touched = event.areas
    try:
        with transaction.atomic():
            carry_back(event, actor=actor, at=at)
    except IntegrityError:
        raise StandsOn("Không thể hoàn tác: mã hoặc vị trí cũ đã được đơn vị khác dùng.", remedy=REMEDY) from None
    event.state, event.undone_at, event.undone_by = Event.State.UNDONE, at, actor.person_id
    event.undone_reason, event.mementos = reason.strip(), {}
    event.save()

    record(
        action="areas.undo_event",
        subject=f"area_event:{event.pk}",
        actor=actor,
        at=at,
        before={"areas": touched},
        after={"state": event.state},
        reason=reason.strip(),
    )
