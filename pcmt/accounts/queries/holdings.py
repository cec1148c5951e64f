"""Who holds what: every role and delegation in force on a day, for the administrator and for who inspects."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from pcmt.accounts.models import RoleGrant
from pcmt.accounts.policy import may_list
from pcmt.accounts.queries.guidance import REACH_WORDS
from pcmt.accounts.queries.standing import delegations_on
from pcmt.accounts.rules.holding import has_left, holds, serves
from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import PostView
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book
from vanban.text import fold, sort_key


@dataclass(frozen=True)
class Holding:
    """A role or a delegation held by an account for an agency. `kind` is `role`, `delegation` or `deputy`.

    what: the role's label, or how many things the delegation lets do; reach: how far, or for whom.
    """

    kind: str
    user_id: int
    username: str
    person_name: str
    title: str
    agency_name: str
    what: str
    reach: str
    permissions: frozenset[str]
    valid_from: date
    valid_to: date | None


def holdings(actor: Actor, at: datetime, *, role: str = "", permission: str = "", q: str = "") -> tuple[Holding, ...]:
    """This will list who holds what at an instant, by agency and name, in eight questions; nothing to others.

    role: only that role; permission: only what allows it; q: words of person, post, agency or account, marks aside.
    What has fallen with a post is left out.
    """
    if not may_list(actor):
        return ()
    found = [*_roles(at), *(() if role else _delegations(at))]
    words = fold(q).split()
    wanted = book().role_by_code[role].label if role in book().role_by_code else role
    kept = (
        one
        for one in found
        if (not role or one.what == wanted)
        and (not permission or permission in one.permissions)
        and all(word in _searched(one) for word in words)
    )
    return tuple(sorted(kept, key=lambda one: (sort_key(one.agency_name), sort_key(one.person_name), one.kind)))


def _roles(at: datetime) -> Iterable[Holding]:
    day = timezone.localdate(at)
    rows = [row for row in RoleGrant.objects.filter(user__is_active=True).select_related("user") if holds(row, at, day)]
    tenures = agencies.tenures({row.user.person_id for row in rows})
    offices = agencies.agencies_by_id({row.agency_id for row in rows})
    names = agencies.person_names({row.user.person_id for row in rows})
    for row in rows:
        role, past = book().role_by_code.get(row.role), tenures.get(row.user.person_id, ())
        if role is None or has_left(past, day, row.agency_id):
            continue
        yield Holding(
            kind="role",
            user_id=row.user_id,
            username=row.user.username,
            person_name=names[row.user.person_id],
            title=_title(past, day, row.agency_id),
            agency_name=offices[row.agency_id].name,
            what=role.label,
            reach=REACH_WORDS[role.scope],
            permissions=role.held,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )


def _delegations(at: datetime) -> Iterable[Holding]:
    day = timezone.localdate(at)
    rows = [*delegations_on(at).select_related("giver", "receiver")]
    tenures = agencies.tenures({one.person_id for row in rows for one in (row.giver, row.receiver)})
    offices = agencies.agencies_by_id({row.agency_id for row in rows})
    names = agencies.person_names({one.person_id for row in rows for one in (row.giver, row.receiver)})
    for row in rows:
        giver, receiver = row.giver.person_id, row.receiver.person_id
        if has_left(tenures.get(giver, ()), day, row.agency_id) or has_left(tenures.get(receiver, ()), day):
            continue
        post = _title(tenures.get(giver, ()), day, row.agency_id)
        yield Holding(
            kind=row.kind,
            user_id=row.receiver_id,
            username=row.receiver.username,
            person_name=names[receiver],
            title=_title(tenures.get(receiver, ()), day),
            agency_name=offices[row.agency_id].name,
            what=f"{row.get_kind_display()} {len(row.permissions)} việc",
            reach=f"thay {', '.join(part for part in (names[giver], post) if part)}",
            permissions=frozenset(row.permissions),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )


def _title(past: Iterable[PostView], day: date, agency_id: int | None = None) -> str:
    held = (post for post in past if serves(post, day) and agency_id in (None, post.agency_id))
    return next((post.title for post in held), "")


def _searched(one: Holding) -> str:
    return fold(f"{one.person_name} {one.username} {one.title} {one.agency_name} {one.what} {one.reach}")
