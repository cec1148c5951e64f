"""The made-up people by whose hands the sample is built, with the grants that their role gives in their own agency."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pcmt.kernel.actor import EVERYWHERE, Actor, Grant, Scope, system_actor
from pcmt.rulebook.queries import RoleDef, book

BUILDER_PERMISSIONS = (
    "accounts.grant_role", "accounts.invite", "agencies.appoint", "agencies.found_agency", "agencies.change_committee",
    "agencies.extend_programme", "agencies.found_committee", "agencies.found_programme", "agencies.record_review",
    "areas.apply_event", "areas.close_area", "areas.define_zone", "areas.open_area", "areas.propose_event",
    "areas.revise_area", "reporting.open_period", "reporting.record_decided", "reporting.view",
)  # fmt: skip


@dataclass(frozen=True)
class Post:
    """A person in a post of an agency."""

    id: int
    person_id: int
    name: str
    title: str
    agency_id: int
    area_id: int
    agency: str


def builder() -> Actor:
    """This will make the actor that lays the registers, as an installer would."""
    return system_actor("dựng tỉnh mẫu", *BUILDER_PERMISSIONS)


@cache  # the same few hundred people act thousands of times
def hand(post: Post, role: str) -> Actor:
    """This will make the actor that a person is in a role, as accounts would resolve it."""
    rule = book().role(role)
    own = EVERYWHERE if rule.scope == "everywhere" else Scope(frozenset({post.agency_id}), frozenset({post.area_id}))
    return Actor(
        label=f"{post.name}, {post.title}, {post.agency}",
        person_id=post.person_id,
        post_id=post.id,
        agency_id=post.agency_id,
        area_id=post.area_id,
        roles=frozenset({role}),
        grants=(*_grants(rule, rule.permissions, own), *_grants(rule, rule.everywhere, EVERYWHERE)),
    )


def _grants(rule: RoleDef, permissions: tuple[str, ...], scope: Scope) -> tuple[Grant, ...]:
    return tuple(Grant(permission, rule.code, scope) for permission in permissions)


def moment(text: str) -> datetime:
    """This will read an instant with its zone, as the sample's data has it."""
    return datetime.fromisoformat(text)
