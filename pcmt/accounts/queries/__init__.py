"""What may be asked of accounts: first of all, who acts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from pcmt.accounts.models import RoleGrant, User
from pcmt.accounts.policy import may_list, may_on_account
from pcmt.accounts.queries.capacities import every_capacity
from pcmt.accounts.queries.delegations import DelegationView, Receiver, delegable, delegations, receivers
from pcmt.accounts.queries.guidance import Guidance, Holder, guidance, reach_words
from pcmt.accounts.queries.holdings import Holding, holdings
from pcmt.accounts.queries.importing import users_sheet
from pcmt.accounts.queries.named import NamedIn, subjects_of
from pcmt.accounts.queries.proposals import ProposalView, proposals
from pcmt.accounts.queries.standing import (
    Capacity,
    Standing,
    actor_by_username,
    actor_for,
    has_first_password,
    standing,
)
from pcmt.accounts.rules.holding import holds
from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.kernel.verdict import Verdict
from pcmt.rulebook.queries import book
from vanban.text import sort_key

__all__ = [
    "AccountView",
    "Capacity",
    "DelegationView",
    "GrantView",
    "Guidance",
    "Holder",
    "Holding",
    "NamedIn",
    "ProposalView",
    "Receiver",
    "Standing",
    "account",
    "accounts",
    "accounts_of",
    "actor_by_username",
    "actor_for",
    "any_account",
    "delegable",
    "delegations",
    "every_capacity",
    "guidance",
    "has_first_password",
    "holders_of",
    "holdings",
    "proposals",
    "reach_words",
    "receivers",
    "refuse_second_beginning",
    "standing",
    "subjects_of",
    "users_sheet",
    "verdict",
    "working_accounts",
]
NEVER_TO_ONESELF = frozenset({"accounts.grant_role", "accounts.propose_role", "accounts.confirm_role"})


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
        return holds(self, at, timezone.localdate(at))


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
    has_password: bool = True
    second_factor_since: datetime | None = None


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


def holders_of(actor: Actor, grant_ids: Iterable[int]) -> dict[int, int]:
    """This will tell whose each of these grants is, grant to account; nothing to who may not see accounts."""
    if not may_list(actor):
        return {}
    return dict(RoleGrant.objects.filter(pk__in=set(grant_ids)).values_list("pk", "user_id"))


def verdict(actor: Actor, permission: str, user_id: int) -> Verdict:
    """This will answer for one permission and one account; nobody grants anything to themselves."""
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise NotFound("Không có tài khoản này.")
    own = user.person_id in actor.hands
    obstacle = "Không ai được tự cấp quyền cho mình." if own and permission in NEVER_TO_ONESELF else ""
    return Verdict(own or bool(may_list(actor)), may_on_account(actor, permission, user_id), obstacle)


def any_account() -> bool:
    """This will tell whether the installation has an account at all; without one, the first must be made by command."""
    return User.objects.exists()


def working_accounts() -> frozenset[int]:
    """This will name the open accounts that hold a role, for the jobs that tell people of their work."""
    rows = RoleGrant.objects.filter(revoked_at__isnull=True, user__is_active=True)
    return frozenset(rows.values_list("user_id", flat=True))


def refuse_second_beginning() -> None:
    """This will refuse to begin an installation that has an account."""
    if any_account():
        raise Refusal("Hệ thống đã có tài khoản.", remedy="Đăng nhập bằng tài khoản quản trị để tạo thêm tài khoản.")


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
            has_password=row.has_usable_password(),
            second_factor_since=row.second_factor_since,
        )
        for row in rows
    )


def _given_name_first(name: str) -> str:
    """Vietnamese lists of persons go by the given name, which stands last."""
    *before, given = name.split() or [""]
    return " ".join((given, *before))
