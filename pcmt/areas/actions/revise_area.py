"""Revise an area."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from pcmt.areas.models import AreaVersion
from pcmt.areas.placing import check_placing, place, placing_of
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
    given = {"code": code, "name": name, "type": type, "parent_id": parent_id, "tile": tile}
    changes: dict[str, Any] = {field: value for field, value in given.items() if value}
    placing = replace(placing_of(old), valid_from=valid_from, basis=basis, **changes)
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
