"""Under whom agencies hang after an event: under the heir of what ended, or under its like in the new province."""

from django.db.models import Q

from pcmt.agencies.following.versions import like_of, open_in, renew, standing_in
from pcmt.agencies.following.work import Work
from pcmt.agencies.models import AgencyVersion
from pcmt.agencies.rules.taking_over import Place, renamed
from pcmt.areas import queries as areas


def hang(work: Work) -> None:
    """This will re-hang the agencies of areas that go on, where what they hung under has ended or lies elsewhere."""
    rows = AgencyVersion.objects.select_for_update(of=("self",)).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=work.on), parent_id__in=work.ended.keys()
    )
    for version in rows.exclude(agency_id__in=work.ended.keys()).order_by("agency_id"):
        heir = work.heir_of.get(version.parent_id or 0)
        renew(work, version, parent_id=heir)
        told = "trực thuộc cơ quan kế thừa của cấp trên" if heir else "không còn cơ quan cấp trên"
        work.tell(f"agency:{version.agency_id}", version.name, told, warning=heir is None)
    for version in open_in(work, work.course.revised):
        parent = parent_there(work, version, version.area_id)
        if parent != version.parent_id:
            renew(work, version, parent_id=parent)
            work.tell(f"agency:{version.agency_id}", version.name, "trực thuộc cơ quan cấp trên ở tỉnh mới")


def parent_there(work: Work, version: AgencyVersion, area_id: int) -> int | None:
    """This will give the agency above one, or that one's like in the province in which an area lies now."""
    row = AgencyVersion.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=work.on), agency_id=version.parent_id or 0, valid_from__lte=work.on
    ).first()
    if row is None:
        return None
    above = areas.ancestors(area_id, work.on)
    if not above or row.area_id in (area_id, *above):
        return row.agency_id
    last = areas.last_seen([row.area_id], work.eve)[row.area_id]
    for candidate in above:
        now = areas.area(candidate, work.on)
        name = renamed(row.name, Place(last.full_name, last.short_name), Place(now.full_name, now.short_name))
        found = like_of(name, row.kind, standing_in(work, candidate))
        if found is not None:
            return found
    return row.agency_id
