"""What may be asked of access tokens: who acts by one, and which there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from pcmt.accounts.limits import token_lasts
from pcmt.accounts.models import AccessToken, RoleGrant
from pcmt.accounts.policy import is_self, may_issue_token, may_list
from pcmt.accounts.queries.factors import second_factor_by
from pcmt.accounts.queries.standing import standing
from pcmt.accounts.rules.delegating import LOOKING, with_looks
from pcmt.accounts.rules.holding import has_left, holds, serves
from pcmt.accounts.rules.second_factor import what_is_due
from pcmt.accounts.rules.tokens import (
    ELSEWHERE,
    EXPIRED,
    NO_POST,
    NOTHING_LEFT,
    OWED,
    PREFIX,
    REVOKED,
    is_inside,
    is_reading,
)
from pcmt.accounts.tokening import NewToken
from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import PostView
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book
from vanban.text import sort_key

__all__ = [
    "PREFIX",
    "NewToken",
    "TokenView",
    "acting_by",
    "let_to",
    "lettable",
    "longest_term",
    "tokens",
    "tokens_of",
    "weighed",
]


@dataclass(frozen=True)
class TokenView:
    """An access token as its owner and administrators see it; never the token itself.

    state: "" while it works, else why not in one word (rules/tokens.py). reading: whether it can only look.
    used_on: the last day of use; used_from: the addresses of that day.
    """

    id: int
    user_id: int
    username: str
    person_name: str
    agency_name: str
    name: str
    first_signs: str
    permissions: tuple[str, ...]
    permission_labels: tuple[str, ...]
    reading: bool
    networks: tuple[str, ...]
    made_at: datetime
    expires_on: date
    revoked_at: datetime | None
    used_on: date | None
    used_from: tuple[str, ...]
    state: str


def tokens_of(actor: Actor, user_id: int, at: datetime) -> tuple[TokenView, ...]:
    """This will list an account's tokens, newest first, for its owner and for those who keep the accounts."""
    if not is_self(actor, user_id) and not may_list(actor):
        raise NotFound("Không tìm thấy tài khoản.")
    return _views(AccessToken.objects.filter(user_id=user_id).order_by("-pk"), at)


def tokens(actor: Actor, at: datetime) -> tuple[TokenView, ...]:
    """This will list all tokens by their owners' names, those that work first; nothing to others."""
    if not may_list(actor):
        return ()
    found = _views(AccessToken.objects.order_by("-pk"), at)
    return tuple(sorted(found, key=lambda one: (bool(one.state), sort_key(one.person_name))))


def lettable(actor: Actor) -> frozenset[str]:
    """This will give the permissions that the actor could let a token have; none while acting for another."""
    if actor.user_id is None or not may_issue_token(actor, actor.user_id):
        return frozenset()
    return frozenset(grant.permission for grant in actor.grants) - book().undelegated


def let_to(actor: Actor, chosen: Collection[str] | None) -> frozenset[str]:
    """This will give what a token may have that is to do what was chosen, with the looks needed; None: all looks."""
    held = lettable(actor)
    if chosen is None:
        return frozenset(name for name in held if name.endswith(LOOKING))
    return with_looks(chosen) & held if chosen else frozenset()


def longest_term() -> timedelta:
    """This will give how long a token may last at most here; nothing where there are to be none."""
    return token_lasts()


def acting_by(token: AccessToken, at: datetime) -> tuple[Actor | None, str]:
    """This will give who acts by a token now, or in one word why nobody does.

    The owner in the capacity of its issue, with those of the token's permissions that they still hold: so it ends with
    the account, the post and the role, and never reaches further than its owner.
    """
    if token.revoked_at is not None or not token.user.is_active:
        return None, REVOKED
    if token.expires_on < timezone.localdate(at):
        return None, EXPIRED
    held = standing(token.user_id, at, token.capacity)
    if held is None or held.actor.capacity != token.capacity:
        return None, NO_POST
    by = second_factor_by(token.user, held.actor.roles, at)
    if what_is_due(password=token.user.must_change_password, second_factor_by=by, at=at):
        return None, OWED
    grants = tuple(grant for grant in held.actor.grants if grant.permission in token.permissions)
    if not grants:
        return None, NOTHING_LEFT
    return replace(
        held.actor,
        label=f"{held.actor.label} – qua mã kết nối “{token.name}”",
        grants=grants,
        roles=frozenset(grant.role for grant in grants),
        capacity=f"token:{token.pk}",
        token_id=token.pk,
    ), ""


def weighed(token: AccessToken, address: str, at: datetime) -> tuple[Actor | None, str]:
    """This will give who acts by a token that came from an address, or in one word why nobody does."""
    if not is_inside(address, token.networks):
        return None, ELSEWHERE
    return acting_by(token, at)


def _views(rows: QuerySet[AccessToken], at: datetime) -> tuple[TokenView, ...]:
    found = [*rows.select_related("user")]
    persons = {row.user.person_id for row in found}
    names, offices = agencies.person_names(persons), agencies.agencies_by_id({row.agency_id for row in found})
    tenures, held = agencies.tenures(persons), _held({row.user_id for row in found}, at)
    labels = book().permissions
    return tuple(
        TokenView(
            id=row.pk,
            user_id=row.user_id,
            username=row.user.username,
            person_name=names[row.user.person_id],
            agency_name=offices[row.agency_id].name,
            name=row.name,
            first_signs=row.first_signs,
            permissions=tuple(row.permissions),
            permission_labels=tuple(labels.get(name, name) for name in row.permissions),
            reading=is_reading(row.permissions),
            networks=tuple(row.networks),
            made_at=row.made_at,
            expires_on=row.expires_on,
            revoked_at=row.revoked_at,
            used_on=date.fromisoformat(last) if (last := max(row.sightings.values(), default="")) else None,
            used_from=tuple(sorted(one for one, day in row.sightings.items() if day == last)),
            state=_state(row, tenures.get(row.user.person_id, ()), held[row.user_id, row.agency_id], at),
        )
        for row in found
    )


def _held(user_ids: Iterable[int], at: datetime) -> Mapping[tuple[int, int], set[str]]:
    """What accounts hold by their roles for each agency now, in one question."""
    found: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    day = timezone.localdate(at)
    for row in RoleGrant.objects.filter(user_id__in=set(user_ids), valid_from__lte=day):
        role = book().role_by_code.get(row.role)
        if role is not None and holds(row, at, day):
            found[row.user_id, row.agency_id] |= role.held
    return found


def _state(row: AccessToken, tenures: Iterable[PostView], held: Set[str], at: datetime) -> str:
    """Why a token does not work any more, as `acting_by` would find, from what was asked for all at once."""
    day = timezone.localdate(at)
    if row.revoked_at is not None or not row.user.is_active:
        return REVOKED
    if row.expires_on < day:
        return EXPIRED
    served = {f"post:{post.id}" for post in tenures if serves(post, day)} | {f"agency:{row.agency_id}"}
    if row.capacity not in served or has_left(tenures, day, row.agency_id):
        return NO_POST
    return "" if held & set(row.permissions) else NOTHING_LEFT
