"""Change the members of a zone."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from pcmt.areas.models import Zone, ZoneMember
from pcmt.areas.policy import may_change
from pcmt.areas.queries.maps import areas_by_id
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_date


@transaction.atomic
def change_zone(
    *,
    zone_id: int,
    on: date,
    joins: Sequence[int] = (),
    leaves: Sequence[int] = (),
    basis: str,
    actor: Actor,
    at: datetime,
) -> None:
    """This will let areas join a zone from a day on and others leave it from that day; both stay in its past.

    Refuses a day before the zone began, areas not on that day's map, one that is in already or leaves without being in.
    """
    may_change(actor, "change_zone").require()

    zone = Zone.objects.select_for_update().filter(pk=zone_id, valid_to__isnull=True).first()
    if zone is None:
        raise NotFound("Không tìm thấy khu vực, tuyến đang có hiệu lực.")
    if on < zone.valid_from or not basis.strip():
        raise Refusal(
            f"Thay đổi phải có căn cứ và có hiệu lực từ ngày {format_date(zone.valid_from)} trở đi.",
            remedy="Nhập văn bản làm căn cứ và chọn lại ngày.",
        )
    inside = {member.area_id: member for member in zone.members.filter(valid_to__isnull=True)}
    new, gone = set(joins), set(leaves)
    late = [member for area_id, member in inside.items() if area_id in gone and member.valid_from >= on]
    if new & set(inside) or gone - set(inside) or late or len(areas_by_id(new, on)) != len(new):
        raise Refusal(
            "Có địa bàn đã ở trong khu vực, không ở trong khu vực, hoặc không có trên bản đồ ngày đó.",
            remedy="Chọn lại các địa bàn thêm vào và đưa ra.",
        )

    ZoneMember.objects.filter(pk__in=[inside[area_id].pk for area_id in gone]).update(valid_to=on - timedelta(days=1))
    ZoneMember.objects.bulk_create(
        ZoneMember(zone=zone, area_id=area_id, valid_from=on, basis=basis.strip()) for area_id in sorted(new)
    )

    record(
        action="areas.change_zone",
        subject=f"zone:{zone_id}",
        actor=actor,
        at=at,
        after={"on": str(on), "joins": sorted(new), "leaves": sorted(gone)},
        reason=basis,
    )
