"""Drop a proposed event that nobody will apply."""

from datetime import datetime

from django.db import transaction

from pcmt.areas.events import hold_event
from pcmt.areas.models import Event
from pcmt.areas.policy import may_change
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def drop_event(*, event_id: int, actor: Actor, at: datetime) -> None:
    """This will set a proposed event aside; it stays in the list, as dropped."""
    may_change(actor, "drop_event").require()

    event = hold_event(event_id, Event.State.PROPOSED)

    event.state = Event.State.DROPPED
    event.save(update_fields=["state"])

    record(
        action="areas.drop_event",
        subject=f"area_event:{event.pk}",
        actor=actor,
        at=at,
        after={"state": event.state},
    )
