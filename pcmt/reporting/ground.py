"""Which areas a total adds up: those on the map of the period's last day, and ended ones that report it themselves.

An area that ends within a period may have sent its report before: then its figures stay its own, they count in the
total of the area in which its heir lies, and the heir does not owe that period a second time.
"""

from collections.abc import Collection, Iterator, Mapping

from pcmt.areas import queries as areas
from pcmt.kernel.period import Period
from pcmt.reporting.models import Duty


def areas_counted(area_id: int, period: Period) -> tuple[int, ...]:
    """This will name the areas whose figures of a period add up to an area's total."""
    on_map = [part.id for part in areas.communes(area_id, period.last_day)]
    former = areas.former_communes(area_id, period.last_day)
    if not former:
        return tuple(on_map)
    owing = {*Duty.objects.filter(period=period.id, area_id__in={*former, *on_map}).values_list("area_id", flat=True)}
    staying = former & owing
    covered = {*areas.heirs(staying, period.last_day).values()} - owing
    return tuple(part for part in on_map if part not in covered) + tuple(sorted(staying))


def answered_by_former(form_code: str, period: Period) -> frozenset[int]:
    """This will name the areas that need not report a period because the areas they came from did."""
    rows = Duty.objects.filter(form_code=form_code, period=period.id)
    return frozenset(areas.heirs(rows.values_list("area_id", flat=True), period.last_day).values())


def above_all(area_ids: Collection[int], period: Period) -> dict[int, tuple[int, ...]]:
    """This will give what `above` gives of many areas, in a number of questions that does not grow with them."""
    day = period.last_day
    heirs = areas.heirs(area_ids, day)
    parents: dict[int, int | None] = {}
    ahead = {heirs.get(one, one) for one in area_ids}
    while ahead:
        found = areas.areas_by_id(ahead, day)
        parents |= {one.id: one.parent_id for one in found.values()}
        ahead = {one.parent_id for one in found.values() if one.parent_id is not None} - parents.keys()
    return {area_id: tuple(_up(heirs.get(area_id, area_id), parents)) for area_id in area_ids}


def _up(area_id: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    above = parents.get(area_id)
    while above is not None:
        yield above
        above = parents.get(above)


def above(area_id: int, period: Period) -> tuple[int, ...]:
    """This will list the areas whose totals an area's figures of a period belong to; its heir's where it has ended."""
    standing = areas.heirs([area_id], period.last_day).get(area_id, area_id)
    return areas.ancestors(standing, period.last_day)
