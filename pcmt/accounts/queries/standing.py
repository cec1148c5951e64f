"""Who acts, and in which capacity: in a post of their own, or for another who has let them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from pcmt.accounts.models import Delegation, RoleGrant, Session, User
from pcmt.accounts.queries.seats import grants_of, seats
from pcmt.accounts.rules.delegating import with_looks
from pcmt.accounts.rules.holding import has_left, holds, serves
from pcmt.accounts.rules.scope import Seat
from pcmt.accounts.rules.username import canonical
from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView, PostView
from pcmt.kernel.actor import Actor, OnBehalf
from pcmt.prepared import Prepared
from pcmt.rulebook.queries import book
from vanban.text import format_date

FOR_ANOTHER = {"delegation": "theo ủy quyền của", "deputy": "ký thay"}


@dataclass(frozen=True)
class Capacity:
    """One of the ways in which a person may act; `key` names it ("post:12", "agency:4", "delegation:3")."""

    key: str
    label: str
    note: str = ""
    for_another: bool = False


@dataclass(frozen=True)
class Standing:
    """The actor in the capacity chosen, and all that could be chosen, own posts first."""

    actor: Actor
    capacities: tuple[Capacity, ...]

    @property
    def capacity(self) -> Capacity | None:
        """The capacity acted in, None for somebody who holds nothing."""
        return next((one for one in self.capacities if one.key == self.actor.capacity), None)


@dataclass(frozen=True)
class _People:
    """What was asked once about everybody concerned: the account, and those who let it act for them."""

    user: User
    day: date
    tenures: Mapping[int, tuple[PostView, ...]]
    held: Mapping[int, Sequence[RoleGrant]]
    seats: Mapping[int, tuple[AgencyView, Seat]]

    def rows(self, user: User, agency_id: int | None = None) -> list[RoleGrant]:
        """The grants of one of them that hold: for agencies that stand, and that their holder has not left."""
        past = self.tenures.get(user.person_id, ())
        return [
            row
            for row in self.held.get(user.pk, ())
            if row.agency_id in self.seats
            and agency_id in (None, row.agency_id)
            and not has_left(past, self.day, row.agency_id)
        ]

    def posts(self, user: User) -> list[PostView]:
        """The posts that one of them holds on the day, headships first."""
        return [post for post in self.tenures.get(user.person_id, ()) if serves(post, self.day)]

    def post_of(self, user: User, agency_id: int | None = None) -> PostView | None:
        """The first of those posts, in one agency where it is named."""
        return next((post for post in self.posts(user) if agency_id in (None, post.agency_id)), None)

    def label(self, user: User, post: PostView | None, agency: AgencyView | None) -> str:
        """Name, title and agency as the screen and the journal's reader see them."""
        past = self.tenures.get(user.person_id, ())
        name = past[0].person_name if past else agencies.person_names([user.person_id])[user.person_id]
        return ", ".join((name, *_words(post, agency)))


def standing(user_id: int, at: datetime, capacity: str = "") -> Standing | None:
    """This will resolve an account into an actor with the grants of one capacity, in four questions.

    capacity: the key of the one chosen; where it is empty or no longer there, the first of the person's own, so that
    nobody acts for another without having said so. None for an unknown or closed account. While a password must be
    changed there are no grants at all. A role that the rulebook no longer knows grants nothing.
    """
    user = _BY_ID.first(user_id, timezone.localdate(at), at)
    return None if user is None else _standing(user, at, capacity)


def standing_in(session: Session, at: datetime, capacity: str = "") -> Standing | None:
    """This will resolve the account of a session that was asked with it (`sessions_at`); see `standing`."""
    user = session.user
    if not user.is_active:
        return None
    user.acts_for_others = session.acts_for_others  # type: ignore[attr-defined]  # both annotations of ours
    return _standing(user, at, capacity)


def sessions_at(day: Any, at: Any) -> QuerySet[Session]:
    """This will give sessions, each with its account and whether anybody lets that act for them."""
    papers = _delegations(day, at).filter(receiver=OuterRef("user"))
    return Session.objects.select_related("user").annotate(acts_for_others=Exists(papers))


def actor_for(user_id: int, at: datetime, capacity: str = "") -> Actor | None:
    """This will resolve an account into the actor alone; see `standing`."""
    found = standing(user_id, at, capacity)
    return None if found is None else found.actor


def actor_by_username(username: str, at: datetime, capacity: str = "") -> Actor | None:
    """This will resolve the account of that name, for commands that say who acts."""
    user = _BY_NAME.first(canonical(username), timezone.localdate(at), at)
    return None if user is None else _standing(user, at, capacity).actor


def has_first_password(username: str) -> bool:
    """This will tell whether an account still has the password that it was given, and so may do nothing yet."""
    return User.objects.filter(username=canonical(username), is_active=True, must_change_password=True).exists()


def delegations_on(at: datetime) -> QuerySet[Delegation]:
    """This will give the delegations that hold at an instant, whatever their givers still hold themselves."""
    return _delegations(timezone.localdate(at), at)


def _delegations(day: Any, at: Any) -> QuerySet[Delegation]:
    return Delegation.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        Q(revoked_at__isnull=True) | Q(revoked_at__gt=at),
        valid_from__lte=day,
        giver__is_active=True,
        receiver__is_active=True,
    )


def _users(day: Any, at: Any) -> QuerySet[User]:
    """Active accounts; that anybody lets them act for them is asked with them, so that it costs no question."""
    papers = _delegations(day, at).filter(receiver=OuterRef("pk"))
    return User.objects.filter(is_active=True).annotate(acts_for_others=Exists(papers))


_BY_ID = Prepared(lambda user_id, day, at: _users(day, at).filter(pk=user_id))
_BY_NAME = Prepared(lambda username, day, at: _users(day, at).filter(username=username))
_ROLES = Prepared(
    lambda user_ids, day: RoleGrant.objects.filter(user_id__in=user_ids, valid_from__lte=day).order_by("pk")
)


def _standing(user: User, at: datetime, wanted: str) -> Standing:
    papers = _papers(user, at)
    people = _people(user, [paper.giver for paper in papers], at)
    actors = {one.key: (one, actor) for one, actor in (*_own(people), *_for_others(people, papers))}
    own = next((key for key, (capacity, _) in actors.items() if not capacity.for_another), "")
    chosen = wanted if wanted in actors else own
    actor = actors[chosen][1] if chosen else _bare(people)
    if user.must_change_password:
        actor = replace(actor, grants=())
    return Standing(actor, tuple(capacity for capacity, _ in actors.values()))


def _papers(user: User, at: datetime) -> list[Delegation]:
    if not getattr(user, "acts_for_others", False):
        return []
    return [*delegations_on(at).filter(receiver=user).select_related("giver").order_by("pk")]


def _people(user: User, givers: Iterable[User], at: datetime) -> _People:
    everybody = {user.pk: user, **{giver.pk: giver for giver in givers}}
    day = timezone.localdate(at)
    held: dict[int, list[RoleGrant]] = {}
    for row in _ROLES.all(everybody, day):
        if holds(row, at, day):
            held.setdefault(row.user_id, []).append(row)
    rows = [row for many in held.values() for row in many]
    tenures = agencies.tenures(one.person_id for one in everybody.values())
    return _People(user, day, tenures, held, seats(rows, day))


def _own(people: _People) -> Iterable[tuple[Capacity, Actor]]:
    """A capacity for each post in an agency for which roles are held, and for such an agency without a post."""
    user, posts = people.user, people.posts(people.user)
    rows = people.rows(user)
    for agency_id in dict.fromkeys(row.agency_id for row in rows):
        agency, seat = people.seats[agency_id]
        there = [row for row in rows if row.agency_id == agency_id]
        served: Sequence[PostView | None] = [post for post in posts if post.agency_id == agency_id]
        for post in served or (None,):
            key = f"post:{post.id}" if post else f"agency:{agency_id}"
            yield (
                Capacity(key, ", ".join(_words(post, agency))),
                Actor(
                    label=people.label(user, post, agency),
                    person_id=user.person_id,
                    post_id=post.id if post else None,
                    user_id=user.pk,
                    agency_id=agency_id,
                    area_id=agency.area_id,
                    roles=frozenset(row.role for row in there),
                    grants=grants_of(there, seat),
                    capacity=key,
                    heir_of=seat.heir_of,
                ),
            )


def _for_others(people: _People, papers: Iterable[Delegation]) -> Iterable[tuple[Capacity, Actor]]:
    """A capacity for each delegation of which its giver still holds something; who has left acts for none."""
    user = people.user
    if has_left(people.tenures.get(user.person_id, ()), people.day):
        return
    for paper in papers:
        rows = people.rows(paper.giver, paper.agency_id)
        if not rows:
            continue
        agency, seat = people.seats[paper.agency_id]
        given = with_looks(paper.permissions) - book().undelegated
        grants = tuple(grant for grant in grants_of(rows, seat) if grant.permission in given)
        if not any(grant.permission in paper.permissions for grant in grants):
            continue
        giver = people.label(paper.giver, people.post_of(paper.giver, agency.id), agency)
        post = people.post_of(user)
        words, key = f"{FOR_ANOTHER[paper.kind]} {giver}", f"delegation:{paper.pk}"
        until = f"đến hết {format_date(paper.valid_to)}" if paper.valid_to else "đến khi có thay đổi"
        yield (
            Capacity(key, words[0].upper() + words[1:], f"{paper.basis}; {until}", for_another=True),
            Actor(
                label=f"{people.label(user, post, None)} – {words}",
                person_id=user.person_id,
                post_id=post.id if post else None,
                user_id=user.pk,
                agency_id=paper.agency_id,
                area_id=agency.area_id,
                roles=frozenset(grant.role for grant in grants),
                grants=grants,
                capacity=key,
                on_behalf=OnBehalf(paper.pk, paper.kind, paper.giver.person_id, giver),
                heir_of=seat.heir_of,
            ),
        )


def _bare(people: _People) -> Actor:
    user, post = people.user, people.post_of(people.user)
    return Actor(
        label=people.label(user, post, None),
        person_id=user.person_id,
        post_id=post.id if post else None,
        user_id=user.pk,
    )


def _words(post: PostView | None, agency: AgencyView | None) -> tuple[str, ...]:
    return tuple(part for part in (post.title if post else "", agency.short_name if agency else "") if part)
