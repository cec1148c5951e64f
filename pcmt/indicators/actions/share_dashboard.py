"""Share a dashboard: whoever may look at indicators opens it by its address."""

from datetime import datetime

from django.db import transaction

from pcmt.indicators.access import obtain_dashboard
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


@transaction.atomic
def share_dashboard(*, dashboard_id: int, actor: Actor, at: datetime) -> None:
    """This will let others open one's own dashboard; each sees in it what their own rights allow."""
    held = obtain_dashboard(dashboard_id, actor)

    if held.shared_at is not None:
        raise Refusal("Bảng này đã chia sẻ từ trước.", code="nothing_to_do")

    held.shared_at = at
    held.save(update_fields=["shared_at"])

    record(
        action="indicators.share_dashboard",
        subject=f"dashboard:{held.pk}",
        actor=actor,
        at=at,
        before={"shared": False},
        after={"shared": True, "name": held.name},
    )
