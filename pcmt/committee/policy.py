"""Who may see and keep the meetings of a committee: whoever keeps its area or its standing agency, and its members."""

from pcmt.agencies.queries import CommitteeView
from pcmt.kernel.actor import Actor, Decision

VIEW = "committee.view"


def may_view(actor: Actor) -> bool:
    """This will tell whether the actor may see meetings of any committee; of which, `sees` tells."""
    return actor.may_somewhere(VIEW)


def sees(actor: Actor, committee: CommitteeView) -> bool:
    """This will tell whether the actor may see a committee at work: by a grant there, or as their agency sits in it.

    A grant for one's own agency reaches the committees in which that agency has a seat.
    """
    standing = committee.standing.id if committee.standing else None
    if actor.may(VIEW, agency_id=standing, area_id=committee.area_id):
        return True
    reach = actor.agencies_for(VIEW)
    return reach is None or any(seat.agency_id in reach for seat in committee.seats if seat.agency_id is not None)


def may_keep(permission: str, actor: Actor, committee: CommitteeView) -> Decision:
    """This will answer whether the actor may do this for a committee: in its area, or for its standing agency."""
    standing = committee.standing.id if committee.standing else None
    return actor.may(permission, agency_id=standing, area_id=committee.area_id)
