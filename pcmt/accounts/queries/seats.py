"""From roles held for agencies to grants with their reach on a day."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from pcmt.accounts.models import RoleGrant
from pcmt.accounts.rules.scope import AREA, BELOW, PROVINCE, Ground, Seat, scope_of
from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.areas import queries as areas
from pcmt.kernel.actor import EVERYWHERE, Grant
from pcmt.rulebook.queries import RoleDef, book


def seats(held: Collection[RoleGrant], on: date) -> dict[int, tuple[AgencyView, Seat]]:
    """This will give each agency of these rows that stands on the day, with what lies around it.

    One question; a role that reaches further than its own agency costs a few more.
    """
    branches = agencies.branches({row.agency_id for row in held}, on)
    reaches = {(row.agency_id, role.scope) for row in held if (role := book().role_by_code.get(row.role))}
    heads = {agency_id: branch[0] for agency_id, branch in branches.items()}
    subtrees = _subtrees({agency_id for agency_id, reach in reaches if reach == BELOW} & heads.keys(), on)
    own = {heads[one].area_id for one, reach in reaches if reach == AREA and one in heads}
    around = _provinces({heads[one].area_id for one, reach in reaches if reach == PROVINCE and one in heads}, on)
    grounds = _grounds(own | set(around.values()), on)
    before = _before(branches, on)
    past = _past(branches, before, on)
    return {
        agency_id: (
            branch[0],
            Seat(
                kind=branch[0].kind,
                area_id=branch[0].area_id,
                branch=frozenset(agency.id for agency in branch),
                subtree=subtrees.get(agency_id, frozenset()),
                area=grounds.get(branch[0].area_id, Ground()),
                province=grounds.get(around.get(branch[0].area_id, 0), Ground()),
                past=past.get(agency_id, Ground()),
                heir_of=before.get(agency_id, frozenset()),
            ),
        )
        for agency_id, branch in branches.items()
    }


def grants_of(held: Iterable[RoleGrant], seat: Seat) -> tuple[Grant, ...]:
    """This will give what roles held for one agency allow there, each grant once; an unknown role allows nothing."""
    found: dict[Grant, None] = {}
    for row in held:
        role = book().role_by_code.get(row.role)
        for grant in () if role is None else role_grants(role, seat):
            found[grant] = None
    return tuple(found)


def role_grants(role: RoleDef, seat: Seat) -> tuple[Grant, ...]:
    """This will give what a role allows from a seat on."""
    own = (Grant(name, role.code, scope_of(role.scope, name, seat)) for name in role.permissions)
    return (*own, *(Grant(name, role.code, EVERYWHERE) for name in role.everywhere))


def _before(branches: Mapping[int, tuple[AgencyView, ...]], on: date) -> dict[int, frozenset[int]]:
    """The ended agencies whose work came to each of a branch; no question where there are none."""
    heirs = {agency.id for branch in branches.values() for agency in branch if agency.took_over}
    return agencies.predecessors(heirs, on) if heirs else {}


def _past(
    branches: Mapping[int, tuple[AgencyView, ...]], before: Mapping[int, frozenset[int]], on: date
) -> dict[int, Ground]:
    """What ended and left its work to these branches or their areas."""
    if not before:
        return {}
    former = areas.former({branch[0].area_id for branch in branches.values()}, on)
    return {
        agency_id: Ground(
            areas=former[branch[0].area_id],
            agencies=frozenset().union(*(before.get(agency.id, frozenset()) for agency in branch)),
        )
        for agency_id, branch in branches.items()
    }


def _subtrees(agency_ids: set[int], on: date) -> dict[int, frozenset[int]]:
    if not agency_ids:
        return {}
    below = agencies.subtrees(agency_ids, on)
    before = agencies.predecessors(frozenset().union(*below.values()), on)
    return {head: inside.union(*(before.get(one, frozenset()) for one in inside)) for head, inside in below.items()}


def _provinces(area_ids: set[int], on: date) -> dict[int, int]:
    """The uppermost area around each."""
    return {area_id: (area_id, *areas.ancestors(area_id, on))[-1] for area_id in area_ids}


def _grounds(area_ids: set[int], on: date) -> dict[int, Ground]:
    if not area_ids:
        return {}
    inside = areas.within(area_ids, on)
    everywhere: frozenset[int] = frozenset().union(*inside.values())
    former, seated = areas.former(everywhere, on), agencies.seated_in(everywhere, on)
    before = agencies.predecessors(seated, on)
    found = {}
    for area_id, held in inside.items():
        here = frozenset(agency for agency, area in seated.items() if area in held)
        found[area_id] = Ground(
            areas=held.union(*(former[one] for one in held)),
            agencies=here.union(*(before.get(one, frozenset()) for one in here)),
        )
    return found
