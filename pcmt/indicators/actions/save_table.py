"""Save a table under a name."""

from datetime import datetime

from django.db import transaction

from pcmt.indicators import policy
from pcmt.indicators.models import SavedTable
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal

LONGEST_NAME, LONGEST_ADDRESS, MOST = 120, 8_000, 100


class CannotSaveTable(Refusal):
    """This will say why a table is not saved."""

    code = "cannot_save_table"


@transaction.atomic
def save_table(*, name: str, address: str, actor: Actor, at: datetime) -> int:
    """This will keep the choices of a table under a name of the actor's own, and return its identifier.

    address: the choices as the page's address holds them. A table of the same name is replaced. What it shows is
    computed whenever it is opened, by the rights of whoever opens it.
    """
    if actor.person_id is None or not actor.may_somewhere(policy.VIEW):
        raise NotFound

    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise CannotSaveTable(
            "Chưa đặt tên bảng." if not name else "Tên bảng quá dài.",
            fields={"name": f"Đặt tên ngắn gọn, tối đa {LONGEST_NAME} ký tự (đang là {len(name)})."},
        )
    if not 0 < len(address) <= LONGEST_ADDRESS:
        raise CannotSaveTable("Bảng chưa chọn gì, hoặc chọn quá nhiều mục.", remedy="Chọn lại rồi lưu.")
    own = SavedTable.objects.filter(owner_id=actor.person_id, dropped_at__isnull=True)
    if own.exclude(name=name).count() >= MOST:
        raise CannotSaveTable(f"Đã lưu {MOST} bảng.", remedy="Bỏ bớt bảng không dùng nữa.")

    saved, _ = own.update_or_create(
        name=name, owner_id=actor.person_id, dropped_at=None, defaults={"address": address, "saved_at": at}
    )

    record(
        action="indicators.save_table",
        subject=f"table:{saved.pk}",
        actor=actor,
        at=at,
        after={"name": name, "address": address},
    )
    return saved.pk
