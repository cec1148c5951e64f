"""Which committees an actor may see at work, and for which they may do something."""

from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.kernel.actor import Actor


def committees_seen(actor: Actor, on: date) -> tuple[agencies.CommitteeView, ...]:
    """This will list the committees of a day whose work the actor may see."""
    if not policy.may_view(actor):
        return ()
    return tuple(one for one in agencies.committees(on) if policy.sees(actor, one))


def committees_kept(actor: Actor, permission: str, on: date) -> tuple[agencies.CommitteeView, ...]:
    """This will list the committees of a day for which the actor may do something, those that they see."""
    if not actor.may_somewhere(permission):
        return ()
    return tuple(one for one in committees_seen(actor, on) if policy.may_keep(permission, actor, one))
