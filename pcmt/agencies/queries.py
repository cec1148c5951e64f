"""What may be asked of the directory: agencies, who holds which post, and which agency a document means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from pcmt.agencies.models import Agency, AgencyAlias, Committee, CommitteeMember, Person, Post
from pcmt.agencies.rules import naming
from pcmt.agencies.rules.kinds import KIND_LABELS, POWER_LABELS, SEAT_LABELS
from pcmt.areas import queries as areas
from pcmt.kernel.refusal import NotFound
from vanban.text import sort_key

Row = TypeVar("Row", Agency, Post, Committee)


@dataclass(frozen=True)
class AgencyView:
    """An agency. `party_line` marks those that are asked, never ordered, never ranked."""

    id: int
    name: str
    short_name: str
    kind: str
    parent_id: int | None
    area_id: int
    party_line: bool

    @property
    def kind_label(self) -> str:
        """The kind in Vietnamese: "Công an cấp xã"."""
        return KIND_LABELS[self.kind]


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
class SeatView:
    """One seat in a committee, with the post that fills it."""

    post: PostView
    agency_name: str
    role: str
    role_label: str
    field: str


@dataclass(frozen=True)
class CommitteeView:
    """A committee with its seats, leaders first."""

    id: int
    name: str
    area_id: int
    founded_by: str
    seats: tuple[SeatView, ...]


@dataclass(frozen=True)
class LearnedAlias:
    """A name that a person taught us; `learned_from` is the reference ("document:5") of the document that uses it."""

    text: str
    learned_on: date
    learned_from: str

    @property
    def document_id(self) -> int | None:
        """The document that uses it, None where it came from elsewhere."""
        kind, _, number = self.learned_from.partition(":")
        return int(number) if kind == "document" and number.isdigit() else None


def agency(agency_id: int) -> AgencyView:
    """This will give one agency, also after it has ended; raises NotFound."""
    row = Agency.objects.filter(pk=agency_id).first()
    if row is None:
        raise NotFound(f"Không tìm thấy cơ quan {agency_id}.")
    return _view(row)


def agencies(kind: str | None = None, area_id: int | None = None, *, on: date) -> tuple[AgencyView, ...]:
    """This will list the agencies of that day in Vietnamese order, of one kind or one area where asked."""
    rows = _on_day(Agency.objects.all(), on)
    rows = rows.filter(kind=kind) if kind is not None else rows
    rows = rows.filter(area_id=area_id) if area_id is not None else rows
    return _sorted(rows)


def search(q: str, on: date) -> tuple[AgencyView, ...]:
    """This will find agencies of that day by words of any name that documents give them, marks aside."""
    words = naming.key(q).split()
    if not words:
        return ()
    named = AgencyAlias.objects.all()
    for word in words:
        named = named.filter(folded__contains=word)
    return _sorted(_on_day(Agency.objects.filter(pk__in=named.values("agency_id")), on))


def agencies_by_id(ids: Iterable[int]) -> dict[int, AgencyView]:
    """This will give agencies by identifier, ended ones too; unknown identifiers are left out."""
    return {row.pk: _view(row) for row in Agency.objects.filter(pk__in=set(ids))}


def agencies_of_kinds(kinds: Iterable[str], on: date) -> dict[str, tuple[AgencyView, ...]]:
    """This will list the agencies of that day of several kinds in one question, by kind, in Vietnamese order."""
    found: dict[str, tuple[AgencyView, ...]] = dict.fromkeys(kinds, ())
    for view in _sorted(_on_day(Agency.objects.filter(kind__in=found), on)) if found else ():
        found[view.kind] = (*found[view.kind], view)
    return found


def agency_for(area_id: int, kind: str, on: date) -> AgencyView | None:
    """This will find the area's agency of a kind on that day; the earliest founded where there are several."""
    row = _on_day(Agency.objects.filter(area_id=area_id, kind=kind), on).order_by("valid_from", "pk").first()
    return None if row is None else _view(row)


def agencies_for(area_ids: Iterable[int], kind: str, on: date) -> dict[int, AgencyView]:
    """This will find each area's agency of a kind in one question (see `agency_for`)."""
    rows = _on_day(Agency.objects.filter(area_id__in=set(area_ids), kind=kind), on).order_by("-valid_from", "-pk")
    return {row.area_id: _view(row) for row in rows}


def branches(ids: Iterable[int], on: date) -> dict[int, tuple[AgencyView, ...]]:
    """This will give each agency with those right under it in the same area, itself first, in one question.

    A commune's clinic is under its People's Committee; a commune's police, in another area, is not the province's own.
    """
    wanted = set(ids)
    rows = [_view(row) for row in _on_day(Agency.objects.filter(Q(pk__in=wanted) | Q(parent_id__in=wanted)), on)]
    heads = {row.id: row for row in rows if row.id in wanted}
    return {
        head.id: (head, *(row for row in rows if row.parent_id == head.id and row.area_id == head.area_id))
        for head in heads.values()
    }


def match(text: str, on: date) -> tuple[AgencyView, ...]:
    """This will find the agencies that a document's words name; nothing for a group (see `is_group`), nor for a guess.

    The fullest reading that any alias bears wins; several answers mean that the words alone do not tell.
    """
    return matches((text,), on)[text]


def matches(texts: Iterable[str], on: date) -> dict[str, tuple[AgencyView, ...]]:
    """This will find the agencies that each of many names means (see `match`), with one question for them all.

    Where several agencies bear a name, the one that a person taught us last is meant.
    """
    names = tuple(dict.fromkeys(texts))
    province = areas.province(on) if names else None
    places = (province.full_name,) if province else ()
    keys = {name: () if is_group(name) else naming.readings(name, places) for name in names}
    wanted = {key for readings in keys.values() for key in readings}
    by_key: dict[str, list[AgencyAlias]] = {}
    for alias in AgencyAlias.objects.filter(folded__in=wanted).select_related("agency") if wanted else ():
        by_key.setdefault(alias.folded, []).append(alias)
    return {name: _meant(next((by_key[key] for key in keys[name] if key in by_key), []), on) for name in names}


def _meant(named: Iterable[AgencyAlias], on: date) -> tuple[AgencyView, ...]:
    standing = [alias for alias in named if _stands(alias.agency, on)]
    learned = [alias for alias in standing if alias.learned_on]
    if len(standing) > 1 and learned:
        standing = [max(learned, key=lambda alias: (alias.learned_on or date.min, alias.pk))]
    return _sorted(alias.agency for alias in standing)


def _stands(agency: Agency, on: date) -> bool:
    return agency.valid_from <= on and (agency.valid_to is None or agency.valid_to >= on)


def resembling(names: Iterable[str], on: date, *, most: int = 5) -> dict[str, tuple[AgencyView, ...]]:
    """This will offer, for names that mean no agency, those of that day whose names share most words with them.

    Nothing is matched so: it is for a person to choose from.
    """
    wanted = {name: frozenset(naming.key(name).split()) for name in names}
    if not wanted:
        return {}
    words: dict[int, list[frozenset[str]]] = {}
    found: dict[int, Agency] = {}
    for alias in AgencyAlias.objects.select_related("agency"):
        if _stands(alias.agency, on):
            found[alias.agency_id] = alias.agency
            words.setdefault(alias.agency_id, []).append(frozenset(alias.folded.split()))
    offered = {}
    for name, asked in wanted.items():
        scores = {pk: max(naming.likeness(asked, one) for one in many) for pk, many in words.items()}
        best = sorted((pk for pk in scores if scores[pk] >= naming.LIKE), key=lambda pk: (-scores[pk], pk))
        offered[name] = tuple(_view(found[pk]) for pk in best[:most])
    return offered


def is_group(text: str) -> bool:
    """This will tell whether a text names a group of agencies ("UBND các xã, phường") rather than one."""
    return naming.is_group(text)


def aliases(agency_id: int) -> tuple[str, ...]:
    """This will list the names by which documents call the agency, each once."""
    texts = AgencyAlias.objects.filter(agency_id=agency_id).order_by("pk").values_list("text", flat=True)
    return tuple(dict.fromkeys(texts))


def learned_aliases(agency_id: int) -> tuple[LearnedAlias, ...]:
    """This will list the names that people taught us for an agency, newest first, each with whence it came."""
    rows = AgencyAlias.objects.filter(agency_id=agency_id, learned_on__isnull=False).order_by("-learned_on", "-pk")
    return tuple(LearnedAlias(row.text, row.learned_on, row.learned_from) for row in rows if row.learned_on)


def post(post_id: int) -> PostView:
    """This will give one post, also after it has ended; raises NotFound."""
    row = Post.objects.select_related("person").filter(pk=post_id).first()
    if row is None:
        raise NotFound(f"Không tìm thấy chức vụ {post_id}.")
    return _post(row)


def posts(agency_id: int, on: date) -> tuple[PostView, ...]:
    """This will list who holds which post in an agency that day, heads first."""
    return _posts(Post.objects.filter(agency_id=agency_id), on)


def posts_of(person_id: int, on: date) -> tuple[PostView, ...]:
    """This will list the posts that a person holds that day, headships first."""
    return _posts(Post.objects.filter(person_id=person_id), on)


def posts_in(agency_ids: Iterable[int], on: date) -> dict[int, tuple[PostView, ...]]:
    """This will list the posts of several agencies in one question, by agency."""
    found: dict[int, tuple[PostView, ...]] = {}
    for view in _posts(Post.objects.filter(agency_id__in=set(agency_ids)), on):
        found[view.agency_id] = (*found.get(view.agency_id, ()), view)
    return found


def heads(agency_id: int, on: date) -> tuple[PostView, ...]:
    """This will list who heads the agency that day."""
    return _posts(Post.objects.filter(agency_id=agency_id, is_head=True), on)


def person_names(ids: Iterable[int]) -> dict[int, str]:
    """This will give the names of persons by identifier."""
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def committees(on: date) -> tuple[CommitteeView, ...]:
    """This will list the committees of that day with their seats."""
    rows = [*_on_day(Committee.objects.all(), on).order_by("pk")]
    seats = CommitteeMember.objects.filter(committee__in=rows).select_related("post__person", "post__agency")
    order = [*SEAT_LABELS]
    by_committee: dict[int, list[SeatView]] = {row.pk: [] for row in rows}
    for seat in sorted(seats, key=lambda seat: (order.index(seat.role), seat.pk)):
        by_committee[seat.committee_id].append(
            SeatView(_post(seat.post), seat.post.agency.name, seat.role, SEAT_LABELS[seat.role], seat.field)
        )
    return tuple(
        CommitteeView(row.pk, row.name, row.area_id, row.founded_by, tuple(by_committee[row.pk])) for row in rows
    )


def kinds() -> tuple[tuple[str, str], ...]:
    """This will list the kinds of agencies with their Vietnamese names."""
    return tuple(KIND_LABELS.items())


def powers() -> tuple[tuple[str, str], ...]:
    """This will list the signing powers as written in a signature block, with what they mean."""
    return tuple(POWER_LABELS.items())


def _on_day(rows: QuerySet[Row], on: date) -> QuerySet[Row]:
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def _sorted(rows: Iterable[Agency]) -> tuple[AgencyView, ...]:
    return tuple(sorted((_view(row) for row in rows), key=lambda view: (sort_key(view.name), view.id)))


def _view(row: Agency) -> AgencyView:
    return AgencyView(row.pk, row.name, row.short_name, row.kind, row.parent_id, row.area_id, row.party_line)


def _posts(rows: QuerySet[Post], on: date) -> tuple[PostView, ...]:
    found = _on_day(rows, on).select_related("person").order_by("-is_head", "pk")
    return tuple(_post(row) for row in found)


def _post(row: Post) -> PostView:
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
