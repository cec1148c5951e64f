"""How registrations and shares follow when communes change: what all of went into a new unit goes over to it.

Rows of the units that end stay with them, so that the map of an earlier day shows what it showed. The new unit gets a
row of its own: of registrations the latest year (it is there only when all of it is), of counts their sum, of rates the
one that asks most. What was divided is for a person to register anew.
"""

from collections import defaultdict
from decimal import Decimal

from pcmt.areas import queries as areas
from pcmt.areas.ports import Course, Touched
from pcmt.areas.ports.memento import Memento
from pcmt.plans.models import RoadmapEntry, Share, Target
from pcmt.plans.queries.roadmaps import of_roadmap
from pcmt.plans.rules.inputs import at_scale, decimals
from pcmt.plans.rules.sharing import CEILINGS, is_rate
from pcmt.plans.scoping import scope_of

TOLD = "xã, phường đăng ký lộ trình"
GIVEN = "chỉ tiêu giao cho xã, phường"


def follow_registrations(course: Course, memento: Memento) -> tuple[Touched, ...]:
    """This will register the new units that took in all of registered ones, and tell of those that were divided."""
    into = _whole(course)
    rows = RoadmapEntry.objects.filter(
        area_id__in=course.ended,
        state=RoadmapEntry.State.ACTIVE,
        target__state=Target.State.ACTIVE,
        year__gte=course.on.year,
    ).select_related("target")
    names = _names(course)
    groups: dict[tuple[int, int], list[RoadmapEntry]] = defaultdict(list)
    leads: dict[object, int] = {}
    told = []
    for row in rows.order_by("pk"):
        if new := into.get(row.area_id):
            shared = row.target.indicator and (row.target.plan_id, row.target.indicator, scope_of(row.target))
            groups[leads.setdefault(shared or row.target_id, row.target_id), new].append(row)
            continue
        label = f"{names[row.area_id]}, đăng ký năm {row.year}"
        told.append(Touched(f"target:{row.target_id}", label, "bị chia; cần đăng ký lại cho địa bàn mới", True))
    for (target_id, new), group in groups.items():
        own = RoadmapEntry.objects.filter(
            of_roadmap(group[0].target), area_id=new, state=RoadmapEntry.State.ACTIVE
        ).first()
        year = max(one.year for one in (*group, *([own] if own else ())))
        if own:
            memento.change(TOLD, own, year=year)
        else:
            note = next((one.note for one in group if one.note), "")
            made = RoadmapEntry.objects.create(target_id=target_id, area_id=new, year=year, note=note)
            memento.made(TOLD, made)
        listed = ", ".join(f"{names[one.area_id]} (năm {one.year})" for one in group)
        told.append(Touched(f"target:{target_id}", listed, f"{names[new]} đăng ký năm {year}"))
    return tuple(told)


def follow_shares(course: Course, memento: Memento) -> tuple[Touched, ...]:
    """This will give the new units what the units that went into them whole were given."""
    into, names = _whole(course), _names(course)
    rows = Share.objects.filter(
        area_id__in=course.ended, target__state=Target.State.ACTIVE, target__by_last_day__gte=course.on
    ).select_related("target")
    groups: dict[tuple[int, int], list[Share]] = defaultdict(list)
    told = []
    for row in rows.order_by("pk"):
        if new := into.get(row.area_id):
            groups[row.target_id, new].append(row)
            continue
        label = f"{row.target.subject[:120]} ({names[row.area_id]})"
        told.append(Touched(f"target:{row.target_id}", label, "bị chia; cần giao lại cho địa bàn mới", True))
    for (target_id, new), group in groups.items():
        own = Share.objects.filter(target_id=target_id, area_id=new).first()
        value = _together(group[0].target, [*group, *([own] if own else ())])
        scale = decimals(value)
        scaled = at_scale(value, scale) or 0
        if own:
            memento.change(GIVEN, own, value=scaled, scale=scale)
        else:
            memento.made(GIVEN, Share.objects.create(target_id=target_id, area_id=new, value=scaled, scale=scale))
        label = f"{group[0].target.subject[:120]} ({', '.join(names[one.area_id] for one in group)})"
        told.append(Touched(f"target:{target_id}", label, f"giao cho {names[new]}"))
    return tuple(told)


def _together(target: Target, rows: list[Share]) -> Decimal:
    values = [Decimal(row.value).scaleb(-row.scale) for row in rows]
    if not is_rate(target.unit, target.relation):
        return sum(values, Decimal(0))
    return (min if target.relation in CEILINGS else max)(values)


def _whole(course: Course) -> dict[int, int]:
    return {one.old_id: one.new_id for one in course.passings if one.whole and one.old_id in course.ended}


def _names(course: Course) -> dict[int, str]:
    seen = areas.last_seen({*course.ended, *(one.new_id for one in course.passings)}, course.on)
    return {area_id: view.full_name for area_id, view in seen.items()}
