"""Who may see and keep the meetings of a committee: whoever keeps its area or its standing agency, and its members."""

from pcmt.agencies.queries import CommitteeView, SeatView
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


def may_ask(permission: str, actor: Actor, *, agency_id: int | None = None) -> Decision:
    """This will answer whether the actor may ask agencies for something in the name of their own, or of who asked."""
    return actor.may(permission, agency_id=agency_id or actor.agency_id, area_id=actor.area_id)


def agencies_reach(actor: Actor) -> frozenset[int] | None:
    """This will give the agencies whose answers to a committee the actor may see; None means all, none where unseen."""
    reach = actor.agencies_for(VIEW)
    return None if reach is None else reach | actor.own_agencies if may_view(actor) else frozenset()


def answers_for(permission: str, actor: Actor, agency_id: int) -> bool:
    """This will tell whether the actor speaks for an agency: their own, or one for which a grant names them."""
    reach = actor.agencies_for(permission)
    if reach is None:
        return agency_id in actor.own_agencies
    return agency_id in reach or (actor.may_somewhere(permission) and agency_id in actor.own_agencies)


def holds(actor: Actor, seat: SeatView) -> bool:
    """This will tell whether a seat is the actor's own, or that of the agency for which they act."""
    if seat.person_id is not None and seat.person_id == actor.person_id:
        return True
    return seat.agency_id is not None and seat.agency_id in actor.own_agencies


def may_report(actor: Actor) -> Decision:
    """This will answer whether the actor may report to a meeting for the seat that they hold."""
    return actor.may("committee.report_to_meeting", agency_id=actor.agency_id, area_id=actor.area_id)
