"""Undo the load of an old book as a whole, while nothing later stands on it."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.reporting.models import OldBookLoad
from pcmt.reporting.old_figures import standing_on, superseded_since, take_back

LONGEST = 500
SHOWN = 3


class CannotUndo(Refusal):
    """This will say why a load stays."""

    code = "cannot_undo"


@transaction.atomic
def undo_book(*, load_id: int, reason: str, actor: Actor, at: datetime) -> int:
    """This will withdraw every figure of a load, put back what it replaced, and return how many went.

    Raises CannotUndo where it was undone before, something later has replaced one of its figures, or a report that was
    signed since prints values counted from them.
    """
    actor.may("reporting.undo_book").require()

    load = OldBookLoad.objects.select_for_update().filter(pk=load_id).first()
    if load is None:
        raise NotFound("Không tìm thấy lần nạp này.")
    reason = " ".join(as_reason(reason).split())
    _check(load, reason)

    taken = take_back(load, actor=actor, at=at)
    load.undone_at, load.undone_by_id, load.undo_reason = at, actor.person_id, reason
    load.save(update_fields=["undone_at", "undone_by", "undo_reason"])

    record(
        action="reporting.undo_book",
        subject=f"old_book:{load.pk}",
        actor=actor,
        at=at,
        after={"figures": taken},
        reason=reason,
    )
    return taken


def _check(load: OldBookLoad, reason: str) -> None:
    if load.undone_at is not None:
        raise CannotUndo("Lần nạp này đã được hoàn tác.", remedy="Nạp lại tệp nếu cần.")
    if not reason or len(reason) > LONGEST:
        raise CannotUndo(
            "Chưa ghi lý do hoàn tác." if not reason else f"Lý do dài quá {LONGEST} ký tự.",
            remedy="Ghi ngắn gọn vì sao bỏ lần nạp, ví dụ: nhầm cột, nhầm năm.",
            fields={"reason": f"Ghi lý do, tối đa {LONGEST} ký tự."},
        )
    if later := superseded_since(load):
        raise CannotUndo(
            f"Có {later} số liệu của lần nạp này đã được thay bằng số khác, nên không hoàn tác cả lần nạp được.",
            remedy="Nạp sổ đúng đè lên, hoặc hoàn tác lần nạp sau trước.",
        )
    if reports := standing_on(load):
        raise CannotUndo(
            f"Số liệu của lần nạp này đã in trong {len(reports)} báo cáo ký, ban hành sau đó: "
            f"{'; '.join(reports[:SHOWN])}.",
            remedy="Nạp sổ đúng đè lên; báo cáo đã ban hành sẽ cho thấy số nào đã thay đổi.",
        )
