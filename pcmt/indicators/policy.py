"""Who may look at indicators. Denied by default; who may look at an area may look at the communes right under it."""

from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor, Decision
from pcmt.kernel.refusal import NotFound

VIEW = "indicators.view"
SEE_REPORTS = "reporting.view"


def may_view(actor: Actor, area: AreaView) -> Decision:
    """This will answer whether the actor may see an area's values."""
    own = actor.may(VIEW, area_id=area.id)
    return own if own or area.parent_id is None else actor.may(VIEW, area_id=area.parent_id)


def need_view(actor: Actor, area: AreaView) -> None:
    """This will refuse as not found where the actor may not see an area's values."""
    if not may_view(actor, area):
        raise NotFound


def may_view_score(actor: Actor, whose: str, unit_id: int) -> Decision:
    """This will answer whether the actor may see a unit's score: who may see its reports may see what they add up to.

    whose: `commune` (the unit is an area) or `agency`.
    """
    return actor.may(SEE_REPORTS, area_id=unit_id) if whose == "commune" else actor.may(SEE_REPORTS, agency_id=unit_id)
