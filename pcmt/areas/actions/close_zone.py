"""Close a zone."""

from datetime import date, datetime

from django.db import transaction

from pcmt.areas.models import Zone
from pcmt.areas.policy import may_change
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def close_zone(*, zone_id: int, last_day: date, basis: str, actor: Actor, at: datetime) -> None:
    """This will end a zone with all its memberships after a day; what it was stays. Refuses without basis."""
    may_change(actor, "close_zone").require()

    zone = Zone.objects.select_for_update().filter(pk=zone_id, valid_to__isnull=True).first()
    if zone is None:
        raise NotFound("Không tìm thấy khu vực, tuyến đang có hiệu lực.")
    begun_later = zone.members.filter(valid_to__isnull=True, valid_from__gt=last_day).exists()
    if last_day < zone.valid_from or begun_later or not basis.strip():
        raise Refusal(
            "Ngày kết thúc phải sau khi khu vực và mọi thành phần bắt đầu, và phải có căn cứ.",
            remedy="Chọn lại ngày và nhập văn bản làm căn cứ.",
        )

    zone.valid_to = last_day
    zone.save(update_fields=["valid_to"])
    zone.members.filter(valid_to__isnull=True).update(valid_to=last_day)

    record(
        action="areas.close_zone",
        subject=f"zone:{zone_id}",
        actor=actor,
        at=at,
        after={"last_day": str(last_day)},
        reason=basis,
    )
