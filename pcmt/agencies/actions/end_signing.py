"""End an order or authorisation to sign."""

from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import SigningOrder
from pcmt.agencies.policy import may_change
from pcmt.agencies.versioning import last_version
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_date


@transaction.atomic
def end_signing(*, order_id: int, last_day: date, reason: str = "", actor: Actor, at: datetime) -> None:
    """This will end an order to sign after a day, also before its term; papers signed until then stay as they are."""
    order = SigningOrder.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        raise NotFound("Không tìm thấy việc giao ký.")
    area_id = last_version(order.agency_id).area_id
    may_change(actor, "end_signing", agency_id=order.agency_id, area_id=area_id).require()

    if last_day < order.valid_from or (order.valid_to is not None and last_day >= order.valid_to):
        raise Refusal(
            f"Không thể kết thúc việc giao ký vào ngày {format_date(last_day)}.",
            remedy=f"Việc giao ký bắt đầu từ {format_date(order.valid_from)}; chỉ rút ngắn, không kéo dài.",
            fields={"last_day": "Chọn ngày trong thời hạn đang có."},
        )

    before = str(order.valid_to) if order.valid_to else None
    order.valid_to = last_day
    order.save(update_fields=["valid_to"])

    record(
        action="agencies.end_signing",
        subject=f"agency:{order.agency_id}",
        actor=actor,
        at=at,
        before={"valid_to": before},
        after={"order": order_id, "valid_to": str(last_day)},
        reason=reason,
    )
