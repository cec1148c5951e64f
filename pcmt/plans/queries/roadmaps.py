"""The registered roadmap and the shares of a target, as they are read: typed values, for an actor who may see plans.

`registered` and `registrations` take no actor: they serve packages above, that answer for their page.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.models import RoadmapEntry, Share, Target
from pcmt.plans.queries.targets import seen_target
from pcmt.plans.rules.answers import TargetView
from pcmt.plans.rules.pasting import Pasted, names_of, read_pasted
from pcmt.plans.rules.registering import YearSum, counts_communes, level_by_year, summed_up, year_sums
from pcmt.plans.rules.sharing import SumCheck, checked
from pcmt.plans.scoping import communes_of
from pcmt.prepared import Prepared
from pcmt.rulebook.queries import book


@dataclass(frozen=True)
class EntryView:
    """A commune's registration: by the end of which year; target_id: the target on whose page it was registered.

    has_ended: it is no commune of the map of the day asked, and nothing that took it in is registered in its place.
    """

    id: int
    target_id: int
    area_id: int
    area_name: str
    year: int
    note: str
    has_ended: bool = False


@dataclass(frozen=True)
class RoadmapView:
    """Who is registered for which year, the sums against the target's milestones, and who is not registered.

    of: how many communes the target's area has on the map of the day. counts: whether the target counts communes, so
    that they can be registered for it at all.
    """

    target: TargetView
    entries: tuple[EntryView, ...]
    years: tuple[YearSum, ...]
    open_areas: tuple[areas.AreaView, ...]
    of: int
    counts: bool

    @property
    def text(self) -> str:
        """Whether the registrations are enough, in a line."""
        return summed_up(self.years, self.of)

    @property
    def is_enough(self) -> bool:
        """Whether no year lacks communes."""
        return not any(one.lacking for one in self.years)


@dataclass(frozen=True)
class ShareView:
    """What a commune is given of a target."""

    id: int
    area: areas.AreaView
    value: Quantity


@dataclass(frozen=True)
class SharesView:
    """What the communes of a target's area are given, in Vietnamese order, and whether it makes up the whole."""

    target: TargetView
    shares: tuple[ShareView, ...]
    open_areas: tuple[areas.AreaView, ...]
    check: SumCheck

    @property
    def of(self) -> int:
        """How many communes there are."""
        return len(self.shares) + len(self.open_areas)


def roadmap(actor: Actor, target_id: int, on: date) -> RoadmapView:
    """This will show a target's registered roadmap on the map of a day; NotFound where the actor may not see it."""
    target = seen_target(actor, target_id)
    places = {area.id: area for area in communes_of(target, on)}
    rows = list(RoadmapEntry.objects.filter(of_roadmap(target), state=RoadmapEntry.State.ACTIVE))
    rows = [row for row in rows if row.area_id not in _elsewhere({row.area_id for row in rows}, set(places), on)]
    held = {row.area_id for row in rows}
    counted = [row.year for row in rows if row.area_id in places]
    counts = registers(target, on)
    return RoadmapView(
        target=target,
        entries=_entries(rows, on),
        years=year_sums(
            counted,
            relation=target.relation,
            levels=level_by_year(target.milestones, target.by, target.value) if counts else {},
            of=len(places),
            first=min((row.year for row in rows), default=on.year),
            last=target.by.last_day.year,
        ),
        open_areas=tuple(area for area in places.values() if area.id not in held),
        of=len(places),
        counts=counts,
    )


def registration(actor: Actor, entry_id: int, on: date) -> EntryView:
    """This will give one standing registration; NotFound where there is none, or none that the actor may see."""
    rows = list(RoadmapEntry.objects.filter(id=entry_id, **_STANDING)) if policy.may_view(actor) else []
    if not rows:
        raise NotFound("Không tìm thấy xã, phường trong lộ trình.")
    return _entries(rows, on)[0]


def read_roadmap(target_id: int, text: str, on: date) -> Pasted:
    """This will read a roadmap pasted from a spreadsheet against the communes of a target's area, on a day's map.

    A line of a commune that is registered already is a fault that names the line and its plan.
    """
    target = Target.objects.filter(id=target_id).first()
    places = communes_of(target, on) if target else ()
    held = registered_already(target, [one.id for one in places]) if target else []
    told = {one.area_id: f"đã đăng ký năm {one.year} ({one.target.plan.title})" for one in held}
    return read_pasted(text, names_of([(one.id, one.code, one.name, one.full_name) for one in places]), told)


def shares(actor: Actor, target_id: int, on: date) -> SharesView:
    """This will show what communes are given of a target; NotFound where the actor may not see it."""
    target = seen_target(actor, target_id)
    places = communes_of(target, on)
    given = {row.area_id: row for row in Share.objects.filter(target_id=target_id)}
    rows = tuple(
        ShareView(row.pk, area, Quantity(row.value, row.scale, target.unit))
        for area in places
        if (row := given.get(area.id))
    )
    values = [one.value for one in rows]
    check = checked(target.relation, target.value, values, len(places), target.unit)
    return SharesView(target, rows, tuple(area for area in places if area.id not in given), check)


def registrations(area_id: int, on: date) -> tuple[EntryView, ...]:
    """This will list for which years a commune is registered, on every target in force, soonest first."""
    return _entries(_OF_AREA.all(area_id), on)


def registered(indicator: str, area_ids: Collection[int], years: Collection[int]) -> dict[tuple[int, int], bool]:
    """This will tell, by area and year, whether a commune is registered for that very year on an indicator's targets.

    Empty where nobody is registered on it at all: without a roadmap nothing can be told of anyone.
    """
    standing = RoadmapEntry.objects.filter(target__indicator=indicator, **_STANDING)
    held = set(standing.values_list("area_id", "year"))
    return {(area_id, year): (area_id, year) in held for area_id in area_ids for year in years} if held else {}


def registers(target: Target | TargetView, on: date) -> bool:
    """This will tell whether communes can be registered for a target: whether communes are what it counts."""
    rule = next((one for one in book().indicators(on) if one.code == target.indicator), None)
    return counts_communes(target.subject, rule.formula if rule else None)


def divides(target: TargetView, on: date) -> bool:
    """This will tell whether a target is of an area whose communes can be registered for it or be given shares."""
    found = areas.areas_by_id([target.scope_area_id], on).get(target.scope_area_id)
    return found is not None and found.level == "province"


def of_roadmap(target: Target | TargetView) -> Q:
    """What stands in a target's roadmap: the targets in force of one plan on one indicator and area share theirs."""
    own = Q(target_id=target.id)
    if not target.indicator or target.state != Target.State.ACTIVE:
        return own
    return own | Q(
        target__plan_id=target.plan_id,
        target__indicator=target.indicator,
        target__scope_area_id=target.scope_area_id,
        target__scope_zone_id=target.scope_zone_id,
        target__scope_type=target.scope_type,
        target__state=Target.State.ACTIVE,
    )


def last_year_of(target: Target) -> int:
    """This will tell the last year for which communes can be registered: the latest deadline of those that share it."""
    if not target.indicator:
        return target.by_last_day.year
    beside = Target.objects.filter(
        plan_id=target.plan_id,
        indicator=target.indicator,
        scope_area_id=target.scope_area_id,
        scope_zone_id=target.scope_zone_id,
        scope_type=target.scope_type,
        state=Target.State.ACTIVE,
    )
    return max(target.by_last_day, *beside.values_list("by_last_day", flat=True)).year


def registered_already(target: Target, area_ids: Collection[int]) -> list[RoadmapEntry]:
    """This will list what stands for communes on a target's indicator in any plan, each with its target's plan."""
    same = {"target__indicator": target.indicator, **_STANDING} if target.indicator else {"target": target}
    found = RoadmapEntry.objects.filter(area_id__in=area_ids, **{"state": RoadmapEntry.State.ACTIVE, **same})
    return list(found.select_related("target__plan"))


def _elsewhere(held: set[int], places: set[int], on: date) -> set[int]:
    """The registered units that another one stands for on the day's map: those before it, and those yet to come."""
    before = {old for old, heir in areas.heirs(held - places, on).items() if heir in held}
    to_come = set(areas.heirs(held & places, date.max).values()) - places
    return before | to_come


_STANDING = {"state": RoadmapEntry.State.ACTIVE, "target__state": Target.State.ACTIVE}
_OF_AREA = Prepared(lambda area_id: RoadmapEntry.objects.filter(area_id=area_id, **_STANDING).order_by("year", "id"))


def _entries(rows: list[RoadmapEntry], on: date) -> tuple[EntryView, ...]:
    ids = {row.area_id for row in rows}
    here = areas.areas_by_id(ids, on) if ids else {}
    gone = areas.last_seen(ids - here.keys(), on) if ids - here.keys() else {}
    names = {**gone, **here}
    order = sorted(rows, key=lambda row: (row.year, names[row.area_id].sort_key if row.area_id in names else ""))
    return tuple(
        EntryView(
            id=row.pk,
            target_id=row.target_id,
            area_id=row.area_id,
            area_name=names[row.area_id].full_name if row.area_id in names else "",
            year=row.year,
            note=row.note,
            has_ended=row.area_id not in here,
        )
        for row in order
    )
