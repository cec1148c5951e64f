"""How zones follow an event: a unit made wholly of members is one; where only a part was, a person decides."""

from datetime import timedelta

from django.db.models import Q

from pcmt.areas.models import ZoneMember
from pcmt.areas.ports import Course, Touched
from pcmt.areas.ports.memento import Memento


def pass_memberships(course: Course, memento: Memento) -> tuple[Touched, ...]:
    """This will end the memberships of ended areas, and begin those of units made wholly of members."""
    eve = course.on - timedelta(days=1)
    concerned = {*course.ended, *(one for passing in course.passings for one in (passing.old_id, passing.new_id))}
    rows = ZoneMember.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=course.on), area_id__in=concerned, valid_from__lte=eve
    ).select_related("zone")
    inside: dict[int, dict[int, ZoneMember]] = {}
    for row in rows.order_by("zone_id", "pk"):
        inside.setdefault(row.zone_id, {})[row.area_id] = row
    touched: list[Touched] = []
    for members in inside.values():
        for area_id in course.ended:
            if area_id in members:
                memento.change(f"khu vực {members[area_id].zone.name}", members[area_id], valid_to=eve)
        for area_id in dict.fromkeys(passing.new_id for passing in course.passings):
            touched.extend(_receive(course, area_id, members, memento))
    return tuple(touched)


def _receive(course: Course, area_id: int, members: dict[int, ZoneMember], memento: Memento) -> list[Touched]:
    parts = {*course.givers(area_id), *(() if area_id in course.begun else (area_id,))}
    zone = next(iter(members.values())).zone
    if parts.isdisjoint(members) or area_id in members:
        return []
    if not parts <= members.keys():
        told = "chỉ một phần đơn vị mới nằm trong khu vực, tuyến; cần xác định lại theo văn bản"
        return [Touched(f"zone:{zone.pk}", zone.name, told, warning=True)]
    fresh = ZoneMember.objects.create(zone=zone, area_id=area_id, valid_from=course.on, basis=course.basis)
    memento.made(f"khu vực {zone.name}", fresh)
    return [Touched(f"zone:{zone.pk}", zone.name, "đơn vị mới thuộc tiếp khu vực, tuyến")]
