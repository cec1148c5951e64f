"""Issue an access token."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from pcmt.accounts.limits import token_lasts
from pcmt.accounts.models import AccessToken, User
from pcmt.accounts.policy import may_issue_token
from pcmt.accounts.rules.tokens import (
    LONGEST_NAME,
    MOST_HELD,
    CannotIssueToken,
    check_permissions,
    check_term,
    first_signs,
    read_networks,
)
from pcmt.accounts.tokening import NewToken, digest_of, lasting, new_secret
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book


@dataclass(frozen=True)
class TokenWish:
    """What a token is called, what it may do, until which day, and from which addresses (empty: from anywhere)."""

    name: str
    permissions: Collection[str]
    expires_on: date
    networks: str = ""


@transaction.atomic
def issue_token(*, user_id: int, wish: TokenWish, actor: Actor, at: datetime) -> NewToken:
    """This will make a token by which a program acts in the actor's place, in the capacity that the actor is in.

    The secret is returned this once and kept nowhere. Refuses more than the actor holds there, what concerns accounts
    and journal, a last day further off than the settings allow, and an eleventh token.
    """
    may_issue_token(actor, user_id).require()

    name, networks = " ".join(wish.name.split()), read_networks(wish.networks)
    if not 0 < len(name) <= LONGEST_NAME:
        raise CannotIssueToken("Mã kết nối cần một tên ngắn.", fields={"name": "Ghi tên phần mềm hoặc việc dùng mã."})
    check_permissions(wish.permissions, {grant.permission for grant in actor.grants}, book().undelegated)
    check_term(wish.expires_on, timezone.localdate(at), token_lasts())
    if actor.agency_id is None:
        raise CannotIssueToken("Mã kết nối đi theo một chức vụ.", remedy="Chọn chức vụ đang dùng rồi cấp lại.")
    owner = User.objects.select_for_update().get(pk=user_id)
    if lasting(at).filter(user=owner).count() >= MOST_HELD:
        raise CannotIssueToken(f"Mỗi người có nhiều nhất {MOST_HELD} mã kết nối.", remedy="Thu hồi mã không còn dùng.")

    secret = new_secret()
    token = AccessToken.objects.create(
        user=owner,
        capacity=actor.capacity,
        agency_id=actor.agency_id,
        name=name,
        digest=digest_of(secret),
        first_signs=first_signs(secret),
        permissions=sorted(set(wish.permissions)),
        networks=list(networks),
        made_at=at,
        expires_on=wish.expires_on,
    )

    record(
        action="accounts.issue_token",
        subject=f"user:{user_id}",
        actor=actor,
        at=at,
        after={"token": token.pk, "permissions": token.permissions, "expires_on": str(wish.expires_on)},
        personal={"name": name, "networks": ", ".join(networks)},
    )
    return NewToken(token.pk, secret, wish.expires_on)
