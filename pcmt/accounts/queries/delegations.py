"""Who acts for whom: delegations as both sides and the administrator see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from pcmt.accounts.models import Delegation, User
from pcmt.accounts.policy import may_delegate, may_end_delegation, may_list
from pcmt.accounts.rules.delegating import LOOKING, SIGNS_FOR_HEAD
from pcmt.accounts.rules.holding import holds
from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import PostView
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book
from vanban.text import fold, sort_key

KIND_LABELS = dict(Delegation.Kind.choices)
MOST_FOUND = 30


@dataclass(frozen=True)
class DelegationView:
    """An authority to act for another. `state` is `held`, `ahead`, `over` or `ended`."""

    id: int
    kind: str
    kind_label: str
    giver: str
    receiver: str
    agency_name: str
    permissions: tuple[str, ...]
    permission_labels: tuple[str, ...]
    basis: str
    document: str
    valid_from: date
    valid_to: date | None
    revoked_at: datetime | None
    state: str
    may_end: bool


@dataclass(frozen=True)
class Receiver:
    """An account that could be let act: its person, with the posts held."""

    user_id: int
    label: str
    is_deputy: bool


def delegations(actor: Actor, at: datetime, *, all_of_them: bool = False) -> tuple[DelegationView, ...]:
    """This will list what the actor gave and received, newest first; `all_of_them` to who keeps the accounts."""
    rows = Delegation.objects.select_related("giver", "receiver").order_by("-pk")
    if not (all_of_them and may_list(actor)):
        rows = rows.filter(Q(giver_id=actor.user_id) | Q(receiver_id=actor.user_id))
    return _views([*rows], actor, at)


def delegable(actor: Actor) -> tuple[tuple[str, str], ...]:
    """This will list what the actor could let another do, permission and label; nothing while acting for another.

    What has to be seen for a deed comes with it, so looks are not offered.
    """
    if not may_delegate(actor):
        return ()
    held = {grant.permission for grant in actor.grants} - book().undelegated
    deeds = {name for name in held if not name.endswith(LOOKING)}
    return tuple((name, label) for name, label in book().permissions.items() if name in deeds)


def receivers(actor: Actor, q: str, on: date) -> tuple[Receiver, ...]:
    """This will find accounts by words of the person's name, post or agency, for who may delegate; own agency first."""
    if not may_delegate(actor):
        return ()
    words = fold(q).split()
    users = {row.person_id: row.pk for row in User.objects.filter(is_active=True).exclude(person_id__in=actor.hands)}
    posts = [post for post in agencies.all_posts(on) if post.person_id in users]
    offices = agencies.agencies_by_id({post.agency_id for post in posts})
    deputies = {post.person_id for post in posts if _signs_for(post, actor)}
    found: dict[int, tuple[tuple[bool, str], str]] = {}
    for post in posts:
        own = post.agency_id == actor.agency_id
        label = f"{post.person_name}, {post.title}, {offices[post.agency_id].short_name}"
        if (words or own) and all(word in fold(label) for word in words):
            rank = (not own, sort_key(post.person_name))
            found.setdefault(post.person_id, (rank, label))
    ranked = sorted(found.items(), key=lambda one: one[1][0])[:MOST_FOUND]
    return tuple(Receiver(users[person], label, person in deputies) for person, (_, label) in ranked)


def _signs_for(post: PostView, actor: Actor) -> bool:
    return post.agency_id == actor.agency_id and post.powers == SIGNS_FOR_HEAD


def _views(rows: Iterable[Delegation], actor: Actor, at: datetime) -> tuple[DelegationView, ...]:
    rows, day = [*rows], timezone.localdate(at)
    tenures = agencies.tenures({one.person_id for row in rows for one in (row.giver, row.receiver)})
    offices = agencies.agencies_by_id({row.agency_id for row in rows})
    labels = book().permissions

    def named(user: User) -> str:
        past = tenures.get(user.person_id, ())
        post = next((one for one in past if one.valid_to is None), past[0] if past else None)
        return f"{post.person_name}, {post.title}" if post else user.username

    return tuple(
        DelegationView(
            id=row.pk,
            kind=row.kind,
            kind_label=KIND_LABELS[row.kind],
            giver=named(row.giver),
            receiver=named(row.receiver),
            agency_name=offices[row.agency_id].name,
            permissions=tuple(row.permissions),
            permission_labels=tuple(labels.get(name, name) for name in row.permissions),
            basis=row.basis,
            document=row.document,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            revoked_at=row.revoked_at,
            state=_state(row, at, day),
            may_end=row.revoked_at is None and _state(row, at, day) != "over" and bool(may_end_delegation(actor, row)),
        )
        for row in rows
    )


def _state(row: Delegation, at: datetime, day: date) -> str:
    if row.revoked_at is not None:
        return "ended"
    if holds(row, at, day):
        return "held"
    return "ahead" if day < row.valid_from else "over"
