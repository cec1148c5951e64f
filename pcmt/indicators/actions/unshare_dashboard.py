"""Unshare a dashboard: nobody but its owner opens it any more."""

from datetime import datetime

from django.db import transaction

from pcmt.indicators.access import obtain_dashboard
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


@transaction.atomic
def unshare_dashboard(*, dashboard_id: int, actor: Actor, at: datetime) -> None:
    """This will close one's own dashboard to others again; its address then leads them nowhere."""
    held = obtain_dashboard(dashboard_id, actor)

    if held.shared_at is None:
        raise Refusal("Bảng này đang không chia sẻ.", code="nothing_to_do")

    held.shared_at = None
    held.save(update_fields=["shared_at"])

    record(
        action="indicators.unshare_dashboard",
        subject=f"dashboard:{held.pk}",
        actor=actor,
        at=at,
        before={"shared": True},
        after={"shared": False, "name": held.name},
    )
