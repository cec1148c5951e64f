"""Discard a dashboard of one's own."""

from datetime import datetime

from django.db import transaction

from pcmt.indicators.access import obtain_dashboard
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def discard_dashboard(*, dashboard_id: int, actor: Actor, at: datetime) -> None:
    """This will take one's own dashboard away; nobody finds it any more."""
    held = obtain_dashboard(dashboard_id, actor)

    held.discarded_at = at
    held.save(update_fields=["discarded_at"])

    record(
        action="indicators.discard_dashboard",
        subject=f"dashboard:{held.pk}",
        actor=actor,
        at=at,
        before={"name": held.name},
    )
