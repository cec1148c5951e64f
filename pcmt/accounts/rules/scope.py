"""How far a role reaches from the agency for which it is held."""

from dataclasses import dataclass

from pcmt.kernel.actor import EVERYWHERE, Scope

# A People's Committee answers for its whole area; other agencies answer for their own part of the work in it.
ANSWERS_FOR_AREA = frozenset({"ubnd_tinh", "ubnd_xa"})
LOOKING = ".view"
BELOW, AREA, PROVINCE = "agency_subtree", "area", "province"


@dataclass(frozen=True)
class Ground:
    """A piece of the map on a day: areas, and the agencies seated in them."""

    areas: frozenset[int] = frozenset()
    agencies: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Seat:
    """The agency for which a role is held, and what lies around it on the day.

    branch: itself and what hangs under it in the same area. subtree: itself and all below it in its own line, in
    whatever area. area: its area with all that lies in it. province: the same for the province around it. past: ended
    areas and agencies to which its branch and its area are heirs, so that what they left open is answered for.
    heir_of: those agencies whose work came to itself. Those that no role held here asks for may be left empty: then
    they reach nothing.
    """

    kind: str
    area_id: int
    branch: frozenset[int]
    subtree: frozenset[int] = frozenset()
    area: Ground = Ground()
    province: Ground = Ground()
    past: Ground = Ground()
    heir_of: frozenset[int] = frozenset()


def scope_of(reach: str, permission: str, seat: Seat) -> Scope:
    """This will give where a permission holds from a seat on; a word that is no reach reaches nothing.

    `own_agency`, `agency_subtree`, `area`, `province`, `everywhere`: see Seat. Of its own agency's area everybody may
    look at all (permissions ending in `.view`); acting for the whole area is its People's Committee's.
    """
    if reach == "everywhere":
        return EVERYWHERE
    if reach in (AREA, PROVINCE):
        ground = seat.area if reach == AREA else seat.province
        return Scope(agencies=ground.agencies, areas=ground.areas)
    if reach not in ("own_agency", BELOW):
        return Scope()
    whole_area = seat.kind in ANSWERS_FOR_AREA or permission.endswith(LOOKING)
    agencies = (seat.subtree if reach == BELOW else seat.branch) | seat.past.agencies
    return Scope(agencies=agencies, areas=seat.past.areas | {seat.area_id} if whole_area else frozenset())
