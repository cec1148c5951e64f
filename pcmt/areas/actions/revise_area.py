"""Revise an area."""

from datetime import date, datetime, timedelta

from django.db import transaction

from pcmt.areas.models import AreaVersion
from pcmt.areas.placing import Placing, check_placing, place
from pcmt.areas.policy import may_change
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_date


@transaction.atomic
def revise_area(
    *,
    area_id: int,
    valid_from: date,
    code: str | None = None,
    name: str | None = None,
    type: str | None = None,
    parent_id: int | None = None,
    tile: tuple[int, int] | None = None,
    basis: str = "",
    actor: Actor,
    at: datetime,
) -> int:
    """This will start a new version of an area from a day on (None keeps what was), and return the version.

    The identity stays, so figures and grants stay. Refuses a day that is not after the present version's first day.
    """
    may_change(actor, "revise_area").require()

    old = AreaVersion.objects.select_for_update().filter(area_id=area_id, valid_to__isnull=True).first()
    if old is None:
        raise NotFound("Không tìm thấy đơn vị hành chính đang có hiệu lực.")
    if valid_from <= old.valid_from:
        raise Refusal(
            f"Thay đổi phải có hiệu lực sau ngày {format_date(old.valid_from)}, là ngày bắt đầu của tên gọi hiện nay.",
            remedy="Chọn một ngày sau ngày đó.",
            where=old.code,
        )
    old_tile = None if old.tile_col is None or old.tile_row is None else (old.tile_col, old.tile_row)
    placing = Placing(
        code=code or old.code,
        name=name or old.name,
        type=type or old.type,
        level=old.level,
        parent_id=parent_id or old.parent_id,
        valid_from=valid_from,
        former_district=old.former_district,
        tile=tile or old_tile,
        basis=basis,
    )
    check_placing(placing, area_id=area_id)

    old.valid_to = valid_from - timedelta(days=1)
    old.save(update_fields=["valid_to"])
    version = place(old.area, placing)

    record(
        action="areas.revise_area",
        subject=f"area:{area_id}",
        actor=actor,
        at=at,
        before={"version": old.pk, "code": old.code, "type": old.type},
        after={"version": version.pk, "code": version.code, "type": version.type, "valid_from": str(valid_from)},
        reason=basis,
    )
    return version.pk
