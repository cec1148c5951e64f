"""Propose an event: a change of the map, checked against it, that nothing has carried out yet."""

from datetime import datetime

from django.db import transaction

from pcmt.areas.carrying import map_around
from pcmt.areas.models import Event
from pcmt.areas.policy import may_change
from pcmt.areas.rules.change import Change, as_data, from_data
from pcmt.areas.rules.steps import plan_steps
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def propose_event(*, change: Change, actor: Actor, at: datetime) -> int:
    """This will keep a change for preview and return the event's identifier; refuses what the map cannot take."""
    may_change(actor, "propose_event").require()

    change = from_data(as_data(change))  # as it will be read again: names trimmed, shares in millionths
    plan_steps(change, map_around(change))

    event = Event.objects.create(
        kind=change.kind,
        on=change.on,
        basis=change.basis,
        document=change.document,
        change=as_data(change),
        proposed_at=at,
        proposed_by=actor.person_id,
    )

    record(
        action="areas.propose_event",
        subject=f"area_event:{event.pk}",
        actor=actor,
        at=at,
        after={"kind": change.kind, "on": str(change.on), "old": list(change.old)},
        reason=change.basis,
    )
    return event.pk
