"""What became of a unit, and what it was made of: the next step of the map, and the last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from pcmt.areas.models import AreaVersion, Succession
from pcmt.areas.queries.carried import land_passed
from pcmt.areas.queries.maps import AreaView, area, area_by_code
from pcmt.areas.rules.validity import WHOLE

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Kin:
    """A unit at the other end of a step, as it was on that side of it.

    `share_per_million` of the old unit's people went this way; None where nobody counted.
    """

    area: AreaView
    extent: str
    share_per_million: int | None
    on: date


def successors(code: str, on: date) -> tuple[Kin, ...]:
    """This will tell what became of the unit that bore the code that day, by the first change after it.

    A unit that lived on under another code, name, type or parent is its own successor. Nothing changed: nothing listed.
    Raises NotFound where no unit bore the code.
    """
    unit = area_by_code(code, on)
    day = _next_change(unit.id, on)
    if day is None:
        return ()
    steps = [*Succession.objects.filter(old_id=unit.id, on=day)]
    found = [(step.new_id, step.extent, step.share_per_million) for step in steps]
    if _stands(unit.id, day) and all(new_id != unit.id for new_id, *_ in found):
        found.append((unit.id, *_rest(steps)))
    return _kin(found, on_map_of=day, on=day)


def predecessors(code: str, on: date) -> tuple[Kin, ...]:
    """This will tell what the unit that bore the code that day was made of, by the last change up to it.

    Raises NotFound where no unit bore the code.
    """
    unit = area_by_code(code, on)
    day = _last_change(unit.id, on)
    if day is None:
        return ()
    steps = Succession.objects.filter(new_id=unit.id, on=day)
    found = [(step.old_id, step.extent, step.share_per_million) for step in steps]
    if _stands(unit.id, day - A_DAY) and all(old_id != unit.id for old_id, *_ in found):
        found.append((unit.id, *_rest([*Succession.objects.filter(old_id=unit.id, on=day)])))
    return _kin(found, on_map_of=day - A_DAY, on=day)


def days_of_change(area_ids: Iterable[int], since: date, until: date) -> tuple[date, ...]:
    """This will list the days after `since`, up to and on `until`, on which any of the units gave or took land."""
    ids = set(area_ids)
    steps = land_passed().filter(Q(old_id__in=ids) | Q(new_id__in=ids), on__gt=since, on__lte=until)
    return tuple(sorted(set(steps.values_list("on", flat=True))))


def _next_change(area_id: int, on: date) -> date | None:
    given = Succession.objects.filter(old_id=area_id, on__gt=on).values_list("on", flat=True)
    begun = AreaVersion.objects.filter(area_id=area_id, valid_from__gt=on).values_list("valid_from", flat=True)
    return min([*given, *begun], default=None)


def _last_change(area_id: int, on: date) -> date | None:
    received = Succession.objects.filter(new_id=area_id, on__lte=on).values_list("on", flat=True)
    begun = AreaVersion.objects.filter(area_id=area_id, valid_from__lte=on).values_list("valid_from", flat=True)
    return max([*received, *sorted(begun)[1:]], default=None)


def _stands(area_id: int, on: date) -> bool:
    held = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return AreaVersion.objects.filter(held, area_id=area_id, valid_from__lte=on).exists()


def _rest(given: list[Succession]) -> tuple[str, int | None]:
    """What stays with a unit that gave some of itself away: all, the rest, or nobody knows."""
    if not given:
        return Succession.Extent.WHOLE, WHOLE
    shares = [step.share_per_million for step in given]
    known = [share for share in shares if share is not None]
    return Succession.Extent.PART, WHOLE - sum(known) if len(known) == len(shares) else None


def _kin(found: list[tuple[int, str, int | None]], *, on_map_of: date, on: date) -> tuple[Kin, ...]:
    kin = [Kin(area(area_id, on_map_of), extent, share, on) for area_id, extent, share in found]
    return tuple(sorted(kin, key=lambda each: each.area.code))
