"""Who holds, and held, which post."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from pcmt.agencies.models import Person, Post
from pcmt.agencies.rules.signing import POWER_LABELS
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared
from vanban.text import fold

_TENURES = Prepared(
    lambda person_ids: Post.objects.filter(person_id__in=person_ids).select_related("person").order_by("-is_head", "pk")
)
_HELD_IN = Prepared(lambda agency_ids, on: _standing(Post.objects.filter(agency_id__in=agency_ids), on))
_NAMES = Prepared(lambda person_ids: Person.objects.filter(pk__in=person_ids).values_list("pk", "name"))


@dataclass(frozen=True)
class PostView:
    """A person in a post; `powers` as in a signature block ("KT.", empty in their own right)."""

    id: int
    person_id: int
    person_name: str
    agency_id: int
    title: str
    is_head: bool
    powers: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def powers_label(self) -> str:
        """The signing power in Vietnamese: "Ký thay"."""
        return POWER_LABELS[self.powers]


@dataclass(frozen=True)
class PersonView:
    """A person of the directory with the posts that they hold that day, headships first."""

    id: int
    name: str
    posts: tuple[PostView, ...]


def post(post_id: int) -> PostView:
    """This will give one post, also after it has ended; raises NotFound."""
    row = Post.objects.select_related("person").filter(pk=post_id).first()
    if row is None:
        raise NotFound(f"Không tìm thấy chức vụ {post_id}.")
    return post_view(row)


def posts(agency_id: int, on: date) -> tuple[PostView, ...]:
    """This will list who holds which post in an agency that day, heads first."""
    return _posts(Post.objects.filter(agency_id=agency_id), on)


def posts_of(person_id: int, on: date) -> tuple[PostView, ...]:
    """This will list the posts that a person holds that day, headships first."""
    return _posts(Post.objects.filter(person_id=person_id), on)


def posts_in(agency_ids: Iterable[int], on: date) -> dict[int, tuple[PostView, ...]]:
    """This will list the posts of several agencies in one question, by agency."""
    found: dict[int, tuple[PostView, ...]] = {}
    for view in map(post_view, _HELD_IN.all(set(agency_ids), on)):
        found[view.agency_id] = (*found.get(view.agency_id, ()), view)
    return found


def posts_before(agency_id: int, on: date) -> tuple[PostView, ...]:
    """This will list the posts of an agency that had ended before a day, the last ended first."""
    rows = Post.objects.filter(agency_id=agency_id, valid_to__lt=on).select_related("person")
    return tuple(post_view(row) for row in rows.order_by("-valid_to", "-pk"))


def post_ids_ever(agency_id: int) -> frozenset[int]:
    """This will give the identifiers of all posts that an agency has, had or will have."""
    return frozenset(Post.objects.filter(agency_id=agency_id).values_list("pk", flat=True))


def persons_of(post_ids: Iterable[int]) -> dict[int, int]:
    """This will tell who holds or held each of these posts: post to person."""
    return dict(Post.objects.filter(pk__in=set(post_ids)).values_list("pk", "person_id"))


def all_posts(on: date) -> tuple[PostView, ...]:
    """This will list every post of that day, by agency, heads first: what committees choose their members from."""
    rows = in_office(Post.objects.select_related("person"), on).order_by("agency_id", "-is_head", "pk")
    return tuple(post_view(row) for row in rows)


def tenures(person_ids: Iterable[int]) -> dict[int, tuple[PostView, ...]]:
    """This will list every post that persons ever held, by person, headships first, in one question."""
    found: dict[int, tuple[PostView, ...]] = {}
    for view in (post_view(row) for row in _TENURES.all(set(person_ids))):
        found[view.person_id] = (*found.get(view.person_id, ()), view)
    return found


def heads(agency_id: int, on: date) -> tuple[PostView, ...]:
    """This will list who heads the agency that day."""
    return _posts(Post.objects.filter(agency_id=agency_id, is_head=True), on)


def person_names(ids: Iterable[int]) -> dict[int, str]:
    """This will give the names of persons by identifier."""
    return dict(_NAMES.all(set(ids)))


def people_named(names: Iterable[str], on: date) -> dict[str, tuple[PersonView, ...]]:
    """This will find who of that day's officials bears each name, marks counted, letter case aside."""
    wanted = {name: name.casefold() for name in names}
    by_person: dict[int, list[PostView]] = {}
    for view in all_posts(on) if wanted else ():
        by_person.setdefault(view.person_id, []).append(view)
    people = [PersonView(key, held[0].person_name, tuple(held)) for key, held in by_person.items()]
    return {name: tuple(one for one in people if one.name.casefold() == folded) for name, folded in wanted.items()}


def powers() -> tuple[tuple[str, str], ...]:
    """This will list the powers that a post itself carries, as written in a signature block, with what they mean."""
    return tuple((code, POWER_LABELS[code]) for code in ("", "KT.", "Q."))


def holders(post_ids: Iterable[int]) -> dict[int, str]:
    """This will name who holds or held each of these posts, with the title: "Vũ Anh Đào, Chuyên viên"."""
    wanted = set(post_ids)
    rows = Post.objects.filter(pk__in=wanted).select_related("person") if wanted else ()
    return {row.pk: f"{row.person.name}, {row.title}" for row in rows}


def posts_held(post_ids: Iterable[int], on: date) -> frozenset[int]:
    """This will tell which of these posts are held on a day."""
    return frozenset(in_office(Post.objects.filter(pk__in=set(post_ids)), on).values_list("pk", flat=True))


def in_office(rows: "QuerySet[Post]", on: Any) -> "QuerySet[Post]":
    """This will narrow posts to those held on a day."""
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def post_view(row: Post) -> PostView:
    """This will give the view of one post; its person is expected to be loaded."""
    return PostView(
        id=row.pk,
        person_id=row.person_id,
        person_name=row.person.name,
        agency_id=row.agency_id,
        title=row.title,
        is_head=row.is_head,
        powers=row.powers,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def same_title(one: str, two: str) -> bool:
    """This will tell whether two titles are the same to a reader: marks and letter case aside."""
    return fold(one) == fold(two)


def _posts(rows: "QuerySet[Post]", on: date) -> tuple[PostView, ...]:
    return tuple(post_view(row) for row in _standing(rows, on))


def _standing(rows: "QuerySet[Post]", on: Any) -> "QuerySet[Post]":
    return in_office(rows, on).select_related("person").order_by("-is_head", "pk")
