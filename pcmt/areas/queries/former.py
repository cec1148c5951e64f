"""What became of units that are gone: through all later steps, until units that stand on the day's map."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from pcmt.areas.models import AreaVersion, Succession
from pcmt.areas.queries.carried import carried
from pcmt.areas.queries.maps import AreaView, areas_by_id, on_map, view_of
from pcmt.areas.rules.names import full_name
from pcmt.prepared import Prepared
from vanban.text import fold

A_DAY = timedelta(days=1)
_STEPS_OF = Prepared(
    lambda area_id: Succession.objects.filter(Q(old_id=area_id) | Q(new_id=area_id)).order_by("on", "pk")
)


@dataclass(frozen=True)
class Became:
    """A unit of the day's map that an earlier one went into; `whole` where all of it went there."""

    area: AreaView
    whole: bool


@dataclass(frozen=True)
class FormerUnit:
    """A unit under a name or code that it bore until `last_day`, and what stands for it on the day's map."""

    area: AreaView
    last_day: date
    now: tuple[Became, ...]


@dataclass(frozen=True)
class Passing:
    """One step from an old unit, as it was the day before, to a new one, as it was on the day; `basis` orders it."""

    old: AreaView
    new: AreaView
    extent: str
    share_per_million: int | None
    on: date
    basis: str


def passings(area_id: int) -> tuple[Passing, ...]:
    """This will list the steps in which the unit gave or received, oldest first; two questions to the database."""
    steps = _STEPS_OF.all(area_id)
    held: dict[int, list[AreaVersion]] = {}
    ends = {end for step in steps for end in (step.old_id, step.new_id)}
    for row in AreaVersion.objects.filter(area_id__in=ends).order_by("valid_from") if ends else ():
        held.setdefault(row.area_id, []).append(row)
    found = [
        Passing(
            old=_as_of(held[step.old_id], step.on - A_DAY),
            new=_as_of(held[step.new_id], step.on),
            extent=step.extent,
            share_per_million=step.share_per_million,
            on=step.on,
            basis=step.basis,
        )
        for step in steps
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.old.sort_key, one.new.sort_key)))


def became(ids: Iterable[int], on: date) -> dict[int, tuple[Became, ...]]:
    """This will say for each unit which units of that day's map it is now; itself where it still stands.

    Asks once for each step back in time, however many units there are. Empty where a unit went without successor.
    """
    wanted = set(ids)
    standing = set(on_map(on).filter(area_id__in=wanted).values_list("area_id", flat=True))
    ways: dict[int, dict[int, bool]] = {}
    asked, frontier = set(standing), wanted - standing
    while frontier:
        asked |= frontier
        for step in Succession.objects.filter(old_id__in=frontier, on__lte=on):
            ways.setdefault(step.old_id, {})[step.new_id] = step.extent == Succession.Extent.WHOLE
        reached = {new for old in frontier for new in ways.get(old, {})}
        standing |= set(on_map(on).filter(area_id__in=reached - standing).values_list("area_id", flat=True))
        frontier = reached - standing - asked
    ends = {old: _ends(old, ways, standing) for old in wanted}
    views = areas_by_id({end for found in ends.values() for end in found}, on)
    return {
        old: tuple(
            sorted(
                (Became(views[end], whole) for end, whole in found.items() if end in views),
                key=lambda one: (one.area.sort_key, one.area.code),
            )
        )
        for old, found in ends.items()
    }


def placed(area_ids: Iterable[int], day: date, on: date) -> dict[int, tuple[AreaView, ...]]:
    """This will lay units of one day's map onto another's, later or earlier: the units there that hold land of each.

    Itself where it stands unchanged; several where it was divided later, or was made of several then.
    """
    ids = set(area_ids)
    if on >= day:
        return {area_id: tuple(one.area for one in found) for area_id, found in became(ids, on).items()}
    made_of = carried(ids, [on], day).get(on, {})
    parts = {area_id: [origin.area_id for origin in made_of.get(area_id, ())] or [area_id] for area_id in ids}
    views = areas_by_id({one for found in parts.values() for one in found}, on)
    return {
        area_id: tuple(
            sorted((views[one] for one in found if one in views), key=lambda view: (view.sort_key, view.code))
        )
        for area_id, found in parts.items()
    }


def search_former(q: str, on: date) -> tuple[FormerUnit, ...]:
    """This will find units by a code or words of a name that they no longer bear on that day, marks aside.

    In Vietnamese order, each with the units that stand for it now.
    """
    words = fold(q).split()
    if not words:
        return ()
    present = {(row.area_id, row.type, row.name, row.code) for row in on_map(on)}
    latest: dict[tuple[int, str, str, str], AreaVersion] = {}
    for row in AreaVersion.objects.filter(valid_to__lt=on).order_by("valid_from"):
        bearer = (row.area_id, row.type, row.name, row.code)
        if bearer not in present and _answers(row, words):
            latest[bearer] = row
    now = became({row.area_id for row in latest.values()}, on) if latest else {}
    found = [FormerUnit(view_of(row), row.valid_to, now[row.area_id]) for row in latest.values() if row.valid_to]
    return tuple(sorted(found, key=lambda one: (one.area.sort_key, one.area.code)))


def _answers(row: AreaVersion, words: list[str]) -> bool:
    if words == [row.code]:
        return True
    text = fold(full_name(row.type, row.name))
    return all(word in text for word in words)


def _as_of(rows: list[AreaVersion], on: date) -> AreaView:
    """The version of a day, else the last before it, else the first after it."""
    begun = [row for row in rows if row.valid_from <= on]
    return view_of(begun[-1] if begun else rows[0])


def _ends(start: int, ways: dict[int, dict[int, bool]], standing: set[int]) -> dict[int, bool]:
    """The standing units that a way leads to from `start`, with whether all of it went there."""
    ends: dict[int, bool] = {}
    seen, ahead = {start}, [(start, True)]
    while ahead:
        here, whole = ahead.pop()
        if here in standing:
            ends[here] = whole
            continue
        for new, all_of_it in ways.get(here, {}).items():
            if new not in seen:
                seen.add(new)
                ahead.append((new, whole and all_of_it))
    return ends
