"""Names of agencies whose area goes on under another name or type."""

from pcmt.agencies.following.versions import keep_new_names, open_in, renew
from pcmt.agencies.following.work import Work
from pcmt.agencies.rules.taking_over import Place, renamed
from pcmt.areas import queries as areas


def rename(work: Work) -> None:
    """This will give the agencies of renamed areas their new names, from the day on; the old ones still lead there."""
    before = areas.areas_by_id(work.course.revised, work.eve)
    after = areas.areas_by_id(work.course.revised, work.on)
    for area_id in work.course.revised:
        old = Place(before[area_id].full_name, before[area_id].short_name)
        new = Place(after[area_id].full_name, after[area_id].short_name)
        for version in open_in(work, [area_id]) if old != new else ():
            name, short = renamed(version.name, old, new), renamed(version.short_name, old, new)
            if (name, short) != (version.name, version.short_name):
                was = version.name
                keep_new_names(work, renew(work, version, name=name, short_name=short))
                work.tell(f"agency:{version.agency_id}", was, f"đổi tên thành {name}")
