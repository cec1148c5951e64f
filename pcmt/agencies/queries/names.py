"""Which agency a document means by a name, and by which names documents call an agency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from pcmt.agencies.models import AgencyAlias, AgencyVersion
from pcmt.agencies.queries.directory import AgencyView, in_order, on_day, sorted_views, view_of
from pcmt.agencies.rules import naming
from pcmt.areas import queries as areas


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


@dataclass(frozen=True)
class _Named:
    """An agency of the day under one of its names; `learned` orders what people taught us, None where nobody did."""

    key: str
    agency: AgencyView
    learned: tuple[date, int] | None


def search(q: str, on: date) -> tuple[AgencyView, ...]:
    """This will find agencies of that day by words of any name that documents give them, marks aside."""
    words = naming.key(q).split()
    if not words:
        return ()
    named = AgencyAlias.objects.all()
    for word in words:
        named = named.filter(folded__contains=word)
    return in_order(on_day(AgencyVersion.objects.filter(agency__in=named.values("agency")), on))


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
    by_key: dict[str, list[_Named]] = {}
    for named in _named(on, wanted) if wanted else ():
        by_key.setdefault(named.key, []).append(named)
    return {name: _meant(next((by_key[key] for key in keys[name] if key in by_key), [])) for name in names}


def resembling(names: Iterable[str], on: date, *, most: int = 5) -> dict[str, tuple[AgencyView, ...]]:
    """This will offer, for names that mean no agency, those of that day whose names share most words with them.

    Nothing is matched so: it is for a person to choose from. Where none is alike, none is offered.
    """
    province = areas.province(on) if names else None
    places = (province.full_name,) if province else ()
    wanted = {name: naming.telling(name, places) for name in names}
    if not wanted:
        return {}
    words: dict[int, list[frozenset[tuple[str, str]]]] = {}
    found: dict[int, AgencyView] = {}
    for named in _named(on):
        found[named.agency.id] = named.agency
        words.setdefault(named.agency.id, []).append(naming.telling(named.key, places))
    offered = {}
    for name, asked in wanted.items():
        scores = {pk: max(naming.likeness(asked, one) for one in many) for pk, many in words.items()}
        best = sorted((pk for pk in scores if scores[pk] >= naming.LIKE), key=lambda pk: (-scores[pk], pk))
        offered[name] = tuple(found[pk] for pk in best[:most])
    return offered


def remembered(taken: Mapping[str, int]) -> dict[str, LearnedAlias]:
    """This will tell which names are taken for an agency, by identifier, because a person once said so."""
    if not taken:
        return {}
    rows = AgencyAlias.objects.filter(agency_id__in=set(taken.values()), learned_on__isnull=False)
    learned = {(row.agency_id, row.folded): row for row in rows}
    found = {name: learned.get((agency_id, naming.bare(name))) for name, agency_id in taken.items()}
    return {
        name: LearnedAlias(row.text, row.learned_on, row.learned_from)
        for name, row in found.items()
        if row and row.learned_on
    }


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


def _named(on: date, keys: Iterable[str] | None = None) -> Iterable[_Named]:
    rows = on_day(AgencyVersion.objects.all(), on)
    named = rows.annotate(
        alias_key=F("agency__aliases__folded"),
        alias_learned=F("agency__aliases__learned_on"),
        alias_id=F("agency__aliases__pk"),
    ).order_by("agency_id", "alias_id")
    for row in named.filter(alias_key__in=keys) if keys is not None else named.filter(alias_key__isnull=False):
        learned = (row.alias_learned, row.alias_id) if row.alias_learned else None
        yield _Named(row.alias_key, view_of(row), learned)


def _meant(named: list[_Named]) -> tuple[AgencyView, ...]:
    learned = [one for one in named if one.learned]
    if len(named) > 1 and learned:
        named = [max(learned, key=lambda one: one.learned or (date.min, 0))]
    return sorted_views(one.agency for one in named)
