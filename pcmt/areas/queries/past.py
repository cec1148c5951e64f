"""Areas that are no longer on the map: what they were last, and who answers for what they left open."""

from collections.abc import Iterable
from datetime import date

from pcmt.areas.models import AreaVersion, Succession
from pcmt.areas.queries.maps import AreaView, communes, view_of
from pcmt.prepared import Prepared

_VERSIONS = Prepared(lambda area_ids: AreaVersion.objects.filter(area_id__in=area_ids).order_by("valid_from"))
_HEIRS = Prepared(lambda on: Succession.objects.filter(is_heir=True, on__lte=on).values_list("old_id", "new_id"))


def last_seen(ids: Iterable[int], on: date) -> dict[int, AreaView]:
    """This will give areas as they were on that day's map, else as last before it, else as first after it."""
    found: dict[int, AreaVersion] = {}
    for row in _VERSIONS.all(set(ids)):
        if row.area_id not in found or row.valid_from <= on:
            found[row.area_id] = row
    return {area_id: view_of(row) for area_id, row in found.items()}


def heirs(ids: Iterable[int], on: date) -> dict[int, int]:
    """This will give, for areas that events ended by that day, who answers for them then, through all later events."""
    wanted = set(ids)
    steps = _heirs(on)
    found: dict[int, int] = {}
    for area_id in wanted & steps.keys():
        heir = area_id
        while heir in steps:
            heir = steps[heir]
        found[area_id] = heir
    return found


def former(ids: Iterable[int], on: date) -> dict[int, frozenset[int]]:
    """This will name, for each area, those that events ended by that day and for which it answers now."""
    found = {area_id: set[int]() for area_id in ids}
    steps = _heirs(on)
    for old, heir in (heirs(steps, on) if steps else {}).items():
        if heir in found:
            found[heir].add(old)
    return {area_id: frozenset(old) for area_id, old in found.items()}


def former_communes(province_id: int, on: date) -> frozenset[int]:
    """This will name the communes that events ended by that day and for which communes of the province answer now."""
    steps = _heirs(on)
    if not steps:
        return frozenset()
    present = {area.id for area in communes(province_id, on)}
    return frozenset(old for old, heir in heirs(steps, on).items() if heir in present)


def _heirs(on: date) -> dict[int, int]:
    """Each ended area's next heir. A ring cannot close: an area ends once, and its heir is there that day."""
    return dict(_HEIRS.all(on))
