"""Record what was found where two sources differ: which figure stands, and why."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.indicators.models import Finding
from pcmt.indicators.queries.differences import Difference, differences
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound, Refusal

LONGEST = 500


class NoDifference(Refusal):
    """This will say that what was found concerns figures that are no longer there."""

    code = "no_difference"


@transaction.atomic
def record_finding(
    *,
    cross_check: str,
    area_id: int,
    period: Period,
    figures: str,
    stands: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """This will write down which of two sources stands; no figure is changed by it, and it lapses when one changes.

    figures: both, as `queries.differences` told them; raises NoDifference where they say otherwise now.
    stands: first, second or both (each right in its own way of counting).
    """
    actor.may("indicators.record_finding", area_id=area_id).require()

    difference = _difference(actor, cross_check, area_id, period, localdate(at))
    reason = " ".join(as_reason(reason).split())
    flaws = {
        "stands": "" if stands in Finding.Stands.values else "Chọn số nào đúng.",
        "reason": "" if 0 < len(reason) <= LONGEST else f"Ghi lý do, tối đa {LONGEST} ký tự.",
    }
    if fields := {name: flaw for name, flaw in flaws.items() if flaw}:
        raise Refusal(
            "Chưa ghi số nào đúng, hoặc chưa ghi lý do.",
            remedy="Ghi ngắn gọn đã đối chiếu với ai, bằng sổ nào.",
            fields=fields,
        )
    if difference.figures != figures or difference.outcome != "differs":
        raise NoDifference(
            "Số liệu của một bên vừa thay đổi, hoặc hai bên đã khớp.", remedy="Tải lại trang để xem số hiện nay."
        )

    Finding.objects.create(
        cross_check=cross_check,
        area_id=area_id,
        period=period.id,
        figures=figures,
        stands=stands,
        reason=reason,
        person_id=actor.person_id,
        at=at,
    )

    record(
        action="indicators.record_finding",
        subject=f"area:{area_id}",
        actor=actor,
        at=at,
        after={"cross_check": cross_check, "period": period.id, "figures": figures, "stands": stands},
        reason=reason,
    )


def _difference(actor: Actor, cross_check: str, area_id: int, period: Period, on: date) -> Difference:
    for one in differences(actor, period, on):
        if (one.cross_check.code, one.area_id, one.period) == (cross_check, area_id, period):
            return one
    raise NotFound("Không có phép đối chiếu này trong kỳ.")
