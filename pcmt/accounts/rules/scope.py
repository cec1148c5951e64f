"""How far a role reaches from the agency for which it is held."""

from dataclasses import dataclass

from pcmt.kernel.actor import EVERYWHERE, Scope

# A People's Committee answers for its whole area; other agencies answer for their own part of the work in it.
ANSWERS_FOR_AREA = frozenset({"ubnd_tinh", "ubnd_xa"})
LOOKING = ".view"


@dataclass(frozen=True)
class Seat:
    """The agency for which a role is held: its branch is itself and what hangs under it in the same area."""

    kind: str
    area_id: int
    branch: frozenset[int]


def scope_of(reach: str, permission: str, seat: Seat) -> Scope:
    """This will give where a permission holds: `everywhere`, `own_area`, `own_agency`; any other word reaches nothing.

    Of its own agency's area everybody may look at all (permissions ending in `.view`); acting for the whole area is
    its People's Committee's.
    """
    if reach == "everywhere":
        return EVERYWHERE
    if reach not in {"own_area", "own_agency"}:
        return Scope()
    whole_area = reach == "own_area" or seat.kind in ANSWERS_FOR_AREA or permission.endswith(LOOKING)
    return Scope(agencies=seat.branch, areas=frozenset({seat.area_id}) if whole_area else frozenset())
