"""Who may see the figures that a form restricts, wherever in the system they are shown."""

from dataclasses import dataclass

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.reporting.policy import RESTRICTED_SEEN_BY
from pcmt.rulebook.queries import book


@dataclass(frozen=True)
class Sight:
    """In which areas an actor sees restricted figures, by element; None means everywhere."""

    areas_by_element: dict[str, frozenset[int] | None]

    def covers(self, element: str, area_id: int) -> bool:
        """This will tell whether a figure may be shown; what no form restricts always may."""
        if element not in self.areas_by_element:
            return True
        reach = self.areas_by_element[element]
        return reach is None or area_id in reach


def sight_of(actor: Actor) -> Sight:
    """This will find in which areas the actor sees restricted figures; at most one query, however many are shown.

    Those who fill in, sign or check the whole form see them, and the agencies that own the section, as on the form.
    """
    restricted = book().restricted()
    reach = [actor.areas_for(permission) for permission in RESTRICTED_SEEN_BY]
    own = actor.agencies_for("reporting.view")
    if own is None or None in reach:
        return Sight(dict.fromkeys(restricted))
    whole = frozenset[int]().union(*(areas for areas in reach if areas is not None))
    held = agencies.agencies_by_id(own).values() if restricted and own else ()
    return Sight(
        {
            element: whole | {agency.area_id for agency in held if agency.kind in owners or agency.name in owners}
            for element, owners in restricted.items()
        }
    )
