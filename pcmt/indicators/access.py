"""How actions reach a dashboard: only its owner does, and what is not theirs is not found."""

from pcmt.indicators import policy
from pcmt.indicators.models import SavedDashboard
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


def obtain_dashboard(dashboard_id: int, actor: Actor) -> SavedDashboard:
    """This will lock and give one of the actor's own dashboards; NotFound for others' and for what was discarded."""
    if actor.person_id is None or not actor.may_somewhere(policy.VIEW):
        raise NotFound
    found = (
        SavedDashboard.objects.select_for_update()
        .filter(pk=dashboard_id, owner_id=actor.person_id, discarded_at__isnull=True)
        .first()
    )
    if found is None:
        raise NotFound
    return found
