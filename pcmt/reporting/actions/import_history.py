"""Import one element's figures of an earlier year from a file."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.ledger import close_everywhere
from pcmt.reporting.models import Fact
from pcmt.reporting.queries.history import history_preview

SHOWN = 5


class CannotImportHistory(Refusal):
    """This will say that a file is not taken over, as not every line of it can be."""

    code = "cannot_import"


@transaction.atomic
def import_history(*, data: bytes, element: str, period: Period, basis: str, actor: Actor, at: datetime) -> int:
    """This will close the figures of a file on the map of its period's last day; returns how many are new.

    All lines or none. Figures that stand already keep their facts; others are superseded. Units that the file leaves
    out stay unknown. basis: the report or document that the figures come from.
    """
    actor.may("reporting.import_history").require()

    if not basis.strip():
        raise Refusal("Chưa ghi nguồn của số liệu.", remedy="Ghi số, ngày của báo cáo hoặc niên giám.")
    if period.last_day >= localdate(at):
        raise Refusal("Kỳ này chưa kết thúc.", remedy="Số liệu của kỳ đang chạy nhập theo biểu báo cáo.")
    found = history_preview(actor, data, element=element, period=period)
    if found.faults:
        more = f" và {len(found.faults) - SHOWN} dòng khác" if len(found.faults) > SHOWN else ""
        raise CannotImportHistory(
            f"Tệp còn lỗi, chưa ghi gì: {' '.join(found.faults[:SHOWN])}{more}", remedy="Sửa các dòng rồi nhập lại."
        )
    if not found.matched:
        raise CannotImportHistory("Tệp không có dòng số liệu nào.", remedy="Kiểm tra lại tệp.")

    changed = close_everywhere(
        period,
        element,
        found.matched,
        provenance=Fact.Provenance.IMPORTED,
        basis=basis.strip(),
        actor=actor,
        at=at,
    )

    if changed:
        record(
            action="reporting.import_history",
            subject=f"period:{period.id}",
            actor=actor,
            at=at,
            after={"element": element, "changed": changed, "digest": hashlib.sha256(data).hexdigest()},
            reason=basis.strip(),
        )
    return changed
