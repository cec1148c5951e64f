"""Who acts: a frozen value with the person, the post acted in, and what that post may do and where."""

from dataclasses import dataclass, field
from functools import cached_property

from pcmt.kernel.refusal import Need, NotAllowed


@dataclass(frozen=True)
class Scope:
    """Where a grant holds: identifiers of agencies and areas; None means everywhere."""

    agencies: frozenset[int] | None = frozenset()
    areas: frozenset[int] | None = frozenset()

    def covers(self, agency_id: int | None, area_id: int | None) -> bool:
        """This will tell whether the agency or the area lies inside; nothing named lies only inside everywhere."""
        if self.agencies is None or self.areas is None:
            return True
        return (agency_id is not None and agency_id in self.agencies) or (area_id is not None and area_id in self.areas)


EVERYWHERE = Scope(agencies=None, areas=None)


@dataclass(frozen=True)
class Grant:
    """One permission (the name of an action or of a query, as `reporting.accept`), from one role, in one scope."""

    permission: str
    role: str
    scope: Scope


@dataclass(frozen=True)
class Decision:
    """The answer of a policy, with the rule that gave it; false unless a grant says otherwise.

    rule: the grant ("planner: reporting.accept") where allowed, else what forbids it, in Vietnamese. `needs` is what
    was asked for, so that a refusal can tell who holds it; `grant` is the one that allowed it.
    """

    allowed: bool
    rule: str
    needs: Need | None = None
    grant: "Grant | None" = None

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """This will refuse with NotAllowed, naming the rule, unless the answer is yes: the first line of an action."""
        if not self.allowed:
            raise NotAllowed(rule=self.rule, needs=self.needs)


@dataclass(frozen=True)
class OnBehalf:
    """For whom an actor acts who does not act in their own right.

    kind: `delegation` (ủy quyền, TUQ.) or `deputy` (ký thay, KT.). label: the giver as the screen names them.
    """

    delegation_id: int
    kind: str
    person_id: int
    label: str


@dataclass(frozen=True)
class Actor:
    """A person in a post, or a job of the system, with the grants already resolved (accounts makes it).

    Lower packages keep only `person_id` and `post_id`; `label` is for the screen and for the journal's reader.
    `capacity` names the post or the delegation acted in ("post:12", "delegation:3"): a person with several acts in
    one of them at a time, with the grants of just that one. `heir_of` are ended agencies whose work came to theirs.
    `token_id`: the access token by which a program acts in the person's place; it settles nothing of their account.
    """

    label: str
    person_id: int | None = None
    post_id: int | None = None
    user_id: int | None = None
    agency_id: int | None = None
    area_id: int | None = None
    roles: frozenset[str] = frozenset()
    grants: tuple[Grant, ...] = field(default=(), repr=False)
    capacity: str = ""
    on_behalf: OnBehalf | None = None
    heir_of: frozenset[int] = frozenset()
    token_id: int | None = None

    @property
    def own_agencies(self) -> frozenset[int]:
        """The agency acted for, with those whose work came to it; what is theirs is this actor's own."""
        return self.heir_of if self.agency_id is None else self.heir_of | {self.agency_id}

    @property
    def principal_id(self) -> int | None:
        """The person for whom somebody else acts; None for who acts in their own right."""
        return self.on_behalf.person_id if self.on_behalf else None

    @property
    def hands(self) -> frozenset[int]:
        """The persons whose hand this is where duties are kept apart: who acts, and for whom."""
        both = (self.person_id, self.principal_id)
        return frozenset(person for person in both if person is not None)

    def may(self, permission: str, *, agency_id: int | None = None, area_id: int | None = None) -> Decision:
        """This will answer whether a grant covers the permission at this agency or area; denied by default."""
        needs = Need(permission, agency_id, area_id)
        for grant in self._held.get(permission, ()):
            if grant.scope.covers(agency_id, area_id):
                return Decision(True, f"{grant.role}: {permission}", needs, grant)
        return Decision(False, f"không có vai trò nào cho quyền {permission} tại đây", needs)

    def may_somewhere(self, permission: str) -> bool:
        """This will tell whether any grant names the permission, wherever it holds (for navigation only)."""
        return permission in self._held

    def areas_for(self, permission: str) -> frozenset[int] | None:
        """This will return the areas in which the permission holds; None means all of them."""
        return self._reach(permission, "areas")

    def agencies_for(self, permission: str) -> frozenset[int] | None:
        """This will return the agencies for which the permission holds; None means all of them."""
        return self._reach(permission, "agencies")

    def _reach(self, permission: str, part: str) -> frozenset[int] | None:
        found: frozenset[int] = frozenset()
        for grant in self._held.get(permission, ()):
            if grant.scope.agencies is None or grant.scope.areas is None:
                return None
            found |= getattr(grant.scope, part)
        return found

    @cached_property
    def _held(self) -> dict[str, list[Grant]]:
        """The grants by permission: a page asks for some hundred."""
        held: dict[str, list[Grant]] = {}
        for grant in self.grants:
            held.setdefault(grant.permission, []).append(grant)
        return held


def system_actor(job: str, *permissions: str) -> Actor:
    """This will make the actor of a job of the system, with just the permissions that the job needs."""
    return Actor(
        label=f"Hệ thống ({job})",
        grants=tuple(Grant(permission, "system", EVERYWHERE) for permission in permissions),
    )
