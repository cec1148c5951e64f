"""What may be asked of accounts: first of all, who acts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from pcmt.accounts.models import RoleGrant, User
from pcmt.accounts.policy import may_list
from pcmt.accounts.rules.scope import Seat, scope_of
from pcmt.accounts.rules.username import canonical
from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.kernel.actor import EVERYWHERE, Actor, Grant
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book
from vanban.text import sort_key


@dataclass(frozen=True)
class GrantView:
    """A role held for an agency; `revoked_at` says since when no more."""

    id: int
    role: str
    role_label: str
    agency_id: int
    agency_name: str
    valid_from: date
    valid_to: date | None
    revoked_at: datetime | None

    def holds(self, at: datetime) -> bool:
        """This will tell whether the grant holds at an instant."""
        day = timezone.localdate(at)
        in_days = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return in_days and (self.revoked_at is None or at < self.revoked_at)


@dataclass(frozen=True)
class AccountView:
    """An account as the administrator sees it."""

    id: int
    username: str
    person_id: int
    person_name: str
    is_active: bool
    must_change_password: bool
    invited_at: datetime
    signed_in_at: datetime | None
    grants: tuple[GrantView, ...]


def actor_for(user_id: int, at: datetime) -> Actor | None:
    """This will resolve an account into an actor with all its grants, in four questions to the database.

    None for an unknown or closed account. While a password must be changed there are no grants at all, so that nothing
    but that change is possible. A role that the rulebook no longer knows grants nothing.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return None if user is None else _actor(user, at)


def actor_by_username(username: str, at: datetime) -> Actor | None:
    """This will resolve the account of that name, for commands that say who acts."""
    user = User.objects.filter(username=canonical(username), is_active=True).first()
    return None if user is None else _actor(user, at)


def accounts(actor: Actor) -> tuple[AccountView, ...]:
    """This will list all accounts in the order of given names; raises NotAllowed for all but administrators."""
    may_list(actor).require()
    found = _accounts(User.objects.all())
    return tuple(sorted(found, key=lambda view: (sort_key(_given_name_first(view.person_name)), view.username)))


def account(actor: Actor, user_id: int) -> AccountView:
    """This will give one account; one that may not be seen is not found."""
    if not may_list(actor):
        raise NotFound("Không tìm thấy tài khoản.")
    found = _accounts(User.objects.filter(pk=user_id))
    if not found:
        raise NotFound("Không tìm thấy tài khoản.")
    return found[0]


def accounts_of(actor: Actor, person_ids: Iterable[int]) -> dict[int, int]:
    """This will give the accounts of persons, person to account; nothing to who may not see accounts."""
    if not may_list(actor):
        return {}
    return dict(User.objects.filter(person_id__in=set(person_ids)).values_list("person_id", "pk"))


def any_account() -> bool:
    """This will tell whether the installation has an account at all; without one, the first must be made by command."""
    return User.objects.exists()


def _actor(user: User, at: datetime) -> Actor:
    day = timezone.localdate(at)
    held = [
        row
        for row in RoleGrant.objects.filter(user=user, valid_from__lte=day).order_by("pk")
        if (row.valid_to is None or day <= row.valid_to) and (row.revoked_at is None or at < row.revoked_at)
    ]
    branches = agencies.branches({row.agency_id for row in held}, day)
    held = [row for row in held if row.agency_id in branches]
    home = branches[held[0].agency_id][0] if held else None
    posts = agencies.posts_of(user.person_id, day)
    post = next((post for post in posts if home is not None and post.agency_id == home.id), posts[0] if posts else None)
    name = post.person_name if post else agencies.person_names([user.person_id])[user.person_id]
    return Actor(
        label=", ".join(part for part in (name, post.title if post else "", home.short_name if home else "") if part),
        person_id=user.person_id,
        post_id=post.id if post else None,
        user_id=user.pk,
        agency_id=home.id if home else None,
        area_id=home.area_id if home else None,
        roles=frozenset(row.role for row in held),
        grants=() if user.must_change_password else _grants(held, branches),
    )


def _grants(held: list[RoleGrant], branches: dict[int, tuple[AgencyView, ...]]) -> tuple[Grant, ...]:
    known = {role.code: role for role in book().roles()}
    found: dict[Grant, None] = {}
    for row in held:
        role = known.get(row.role)
        if role is None:
            continue
        branch = branches[row.agency_id]
        seat = Seat(branch[0].kind, branch[0].area_id, frozenset(agency.id for agency in branch))
        for permission in role.permissions:
            found[Grant(permission, role.code, scope_of(role.scope, permission, seat))] = None
        for permission in role.everywhere:
            found[Grant(permission, role.code, EVERYWHERE)] = None
    return tuple(found)


def _accounts(users: QuerySet[User]) -> tuple[AccountView, ...]:
    rows = [*users]
    grants = [*RoleGrant.objects.filter(user__in=rows).order_by("pk")]
    names = agencies.person_names({row.person_id for row in rows})
    held_for = agencies.agencies_by_id({grant.agency_id for grant in grants})
    labels = {role.code: role.label for role in book().roles()}
    by_user: dict[int, list[GrantView]] = {row.pk: [] for row in rows}
    for grant in grants:
        by_user[grant.user_id].append(
            GrantView(
                id=grant.pk,
                role=grant.role,
                role_label=labels.get(grant.role, grant.role),
                agency_id=grant.agency_id,
                agency_name=held_for[grant.agency_id].name,
                valid_from=grant.valid_from,
                valid_to=grant.valid_to,
                revoked_at=grant.revoked_at,
            )
        )
    return tuple(
        AccountView(
            id=row.pk,
            username=row.username,
            person_id=row.person_id,
            person_name=names[row.person_id],
            is_active=row.is_active,
            must_change_password=row.must_change_password,
            invited_at=row.invited_at,
            signed_in_at=row.signed_in_at,
            grants=tuple(by_user[row.pk]),
        )
        for row in rows
    )


def _given_name_first(name: str) -> str:
    """Vietnamese lists of persons go by the given name, which stands last."""
    *before, given = name.split() or [""]
    return " ".join((given, *before))
