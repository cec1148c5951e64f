"""One person of the directory over time: the posts held, and the seats in committees that came with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pcmt.agencies.models import CommitteeMember, Person
from pcmt.agencies.queries.holders import PostView, same_title, tenures
from pcmt.agencies.rules.seats import seat_label
from pcmt.kernel.refusal import NotFound


@dataclass(frozen=True)
class Membership:
    """A seat that a person held in a committee, from a day to a day; title: by which they sat there."""

    committee_id: int
    committee_name: str
    role_label: str
    title: str
    field: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class PersonHistory:
    """A person with all posts and seats, newest first; nothing that weighs what they did."""

    id: int
    name: str
    posts: tuple[PostView, ...]
    memberships: tuple[Membership, ...]

    def held_on(self, day: date) -> tuple[PostView, ...]:
        """This will give the posts held on a day."""
        return tuple(one for one in self.posts if _begins(one) <= day and (one.valid_to is None or day <= one.valid_to))


def person(person_id: int) -> PersonHistory:
    """This will give one person's posts and seats over time, in five questions; raises NotFound."""
    row = Person.objects.filter(pk=person_id).first()
    if row is None:
        raise NotFound("Không tìm thấy người này trong danh bạ.")
    posts = tenures([person_id]).get(person_id, ())
    newest_first = sorted(posts, key=lambda one: (one.valid_to is None, _begins(one), one.is_head), reverse=True)
    return PersonHistory(row.pk, row.name, tuple(newest_first), _memberships(person_id, posts))


def _memberships(person_id: int, posts: Iterable[PostView]) -> tuple[Membership, ...]:
    """Seats of the person and of their posts, and seats of offices for as long as they filled them."""
    own = Q(person_id=person_id) | Q(post__person_id=person_id)
    of_offices = Q(agency_id__in={post.agency_id for post in posts}, person__isnull=True, post__isnull=True)
    seats = CommitteeMember.objects.filter(own | of_offices).select_related("committee", "post")
    found = [one for seat in seats for one in _held(seat, posts)]
    return tuple(sorted(found, key=lambda one: (one.valid_to is None, one.valid_from), reverse=True))


def _held(seat: CommitteeMember, posts: Iterable[PostView]) -> Iterable[Membership]:
    if seat.person_id is not None:
        yield _membership(seat, seat.title, seat.valid_from, seat.valid_to)
        return
    for post in posts:
        if not _fills(post, seat):
            continue
        begun, ended = max(seat.valid_from, _begins(post)), _earlier(seat.valid_to, post.valid_to)
        if ended is None or begun <= ended:
            yield _membership(seat, post.title, begun, ended)


def _fills(post: PostView, seat: CommitteeMember) -> bool:
    if seat.post_id is not None:
        return seat.post_id == post.id
    return seat.agency_id == post.agency_id and (same_title(post.title, seat.title) if seat.title else post.is_head)


def _membership(seat: CommitteeMember, title: str, begun: date, ended: date | None) -> Membership:
    return Membership(
        committee_id=seat.committee_id,
        committee_name=seat.committee.name,
        role_label=seat_label(seat.committee.kind, seat.role),
        title=title,
        field=seat.field,
        valid_from=begun,
        valid_to=_earlier(ended, seat.committee.valid_to),
    )


def _begins(post: PostView) -> date:
    return post.valid_from or date.min


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
