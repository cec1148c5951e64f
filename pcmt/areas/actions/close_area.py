"""Close an area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from pcmt.areas.models import Area, AreaVersion, Succession
from pcmt.areas.policy import may_change
from pcmt.areas.rules.validity import WHOLE
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@dataclass(frozen=True)
class Successor:
    """An area that takes over; `share_per_million` of the closing area's people, None where nobody counted."""

    area_id: int
    share_per_million: int | None = None


@transaction.atomic
def close_area(
    *, area_id: int, last_day: date, successors: Sequence[Successor], basis: str, actor: Actor, at: datetime
) -> None:
    """This will take an area off the map after a day and say who takes over from the day after.

    One successor takes the whole; several take parts, whose known shares may not exceed the whole.
    Refuses while communes or districts still hang under the area.
    """
    may_change(actor, "close_area").require()

    version = AreaVersion.objects.select_for_update().filter(area_id=area_id, valid_to__isnull=True).first()
    if version is None or last_day < version.valid_from:
        raise NotFound("Không tìm thấy đơn vị hành chính đang có hiệu lực vào ngày đó.")
    if AreaVersion.objects.filter(parent_id=area_id, valid_to__isnull=True).exists():
        raise Refusal(
            "Còn đơn vị cấp dưới đang trực thuộc đơn vị này.",
            remedy="Chuyển hoặc kết thúc các đơn vị cấp dưới trước.",
            where=version.code,
        )
    _check_successors(area_id, successors)

    version.valid_to = last_day
    version.save(update_fields=["valid_to"])
    extent = Succession.Extent.WHOLE if len(successors) == 1 else Succession.Extent.PART
    for successor in successors:
        Succession.objects.create(
            old_id=area_id,
            new_id=successor.area_id,
            extent=extent,
            share_per_million=WHOLE if extent == Succession.Extent.WHOLE else successor.share_per_million,
            on=last_day + timedelta(days=1),
            basis=basis,
        )

    record(
        action="areas.close_area",
        subject=f"area:{area_id}",
        actor=actor,
        at=at,
        after={"last_day": str(last_day), "successors": [successor.area_id for successor in successors]},
        reason=basis,
    )


def _check_successors(area_id: int, successors: Sequence[Successor]) -> None:
    ids = {successor.area_id for successor in successors}
    if area_id in ids or len(ids) != len(successors) or Area.objects.filter(pk__in=ids).count() != len(ids):
        raise NotFound("Không tìm thấy đơn vị kế thừa, hoặc một đơn vị được nêu hai lần.")
    if sum(successor.share_per_million or 0 for successor in successors) > WHOLE:
        raise Refusal("Tổng tỷ lệ chuyển sang các đơn vị mới vượt quá 100%.", remedy="Kiểm tra lại từng tỷ lệ.")
