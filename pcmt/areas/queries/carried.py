"""What today's units were made of on earlier days, for many units and days in the same few questions."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.db.models import Exists, OuterRef, QuerySet

from pcmt.areas.models import AreaVersion, Succession
from pcmt.areas.rules.carry import CarriedFigure, Origin, Passage, carry, in_whole_numbers, origins
from pcmt.prepared import Prepared

__all__ = ["CarriedFigure", "Origin", "carried", "carry", "in_whole_numbers"]

Composition = dict[int, tuple[Origin, ...]]
MILLION = 1_000_000


def carried(area_ids: Iterable[int], days: Iterable[date], on: date) -> dict[date, Composition]:
    """This will tell, for units on the map of a day, of what they were made on earlier days.

    Only units that were not then just what they are now have a key; a day on which nothing was different has none.
    Two queries at most, however many units and days; one where no unit ever changed since.
    """
    ids, asked = list(area_ids), sorted({day for day in days if day < on})
    if not asked or not ids:
        return {}
    passages = [
        Passage(old, new, _share(extent, share), day) for old, new, extent, share, day in _STEPS.all(asked[0], on)
    ]
    if not passages:
        return {}
    standing = _Standing(passages)
    found: dict[date, Composition] = {}
    for changes, days_alike in _alike(asked, passages).items():
        if changes == 0:
            continue
        parts = origins(ids, passages, standing.stood, since=days_alike[0], until=on)
        changed = {area_id: made_of for area_id, made_of in parts.items() if made_of != (Origin(area_id, Fraction(1)),)}
        if changed:
            found |= dict.fromkeys(days_alike, changed)
    return found


def land_passed() -> QuerySet[Succession]:
    """This will give the steps in which land changed hands; for the other questions of this package.

    Not those of a unit that dissolved into the one above it, as districts did: all of it lay in that one before, and
    its figures stand in that one's totals already.
    """
    inside = AreaVersion.objects.filter(
        area_id=OuterRef("old_id"), parent_id=OuterRef("new_id"), valid_from__lt=OuterRef("on")
    )
    return Succession.objects.exclude(Exists(inside))


def _alike(days: list[date], passages: list[Passage]) -> dict[int, list[date]]:
    """Days grouped by how many changes lie after them: those of a group ask the same."""
    changes = sorted({passage.on for passage in passages})
    groups: dict[int, list[date]] = {}
    for day in days:
        groups.setdefault(len(changes) - bisect_right(changes, day), []).append(day)
    return groups


def _share(extent: str, per_million: int | None) -> Fraction | None:
    if extent == Succession.Extent.WHOLE:
        return Fraction(1)
    return None if per_million is None else Fraction(per_million, MILLION)


_STEPS = Prepared(
    lambda after, until: (
        land_passed()
        .filter(on__gt=after, on__lte=until)
        .values_list("old_id", "new_id", "extent", "share_per_million", "on")
    )
)


class _Standing:
    """On which days the units of some changes were on the map; asked once, at the first need."""

    def __init__(self, passages: list[Passage]) -> None:
        self._ids = {one for passage in passages for one in (passage.old, passage.new)}
        self._held: dict[int, list[tuple[date, date | None]]] | None = None

    def stood(self, area_id: int, day: date) -> bool:
        if self._held is None:
            self._held = {}
            rows = AreaVersion.objects.filter(area_id__in=self._ids) if len(self._ids) < 500 else AreaVersion.objects
            for one, first, last in rows.values_list("area_id", "valid_from", "valid_to"):
                self._held.setdefault(one, []).append((first, last))
        return any(first <= day and (last is None or day <= last) for first, last in self._held.get(area_id, ()))
