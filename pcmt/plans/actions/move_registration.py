"""Move a commune's registration to another year."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.plans.access import obtain_registration
from pcmt.plans.queries.roadmaps import last_year_of


class CannotMove(Refusal):
    """This will say why a registration does not move."""

    code = "cannot_move_registration"


@transaction.atomic
def move_registration(*, entry_id: int, year: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will move a commune to another year of the roadmap, with the reason."""
    entry = obtain_registration(entry_id, "plans.move_registration", actor)

    first, last = entry.target.plan.horizon_from.year, last_year_of(entry.target)
    if not first <= year <= last:
        raise CannotMove(
            f"Năm đăng ký phải từ {first} đến {last}.", fields={"year": f"Chọn năm từ {first} đến {last}."}
        )
    if year == entry.year:
        raise CannotMove(f"Xã, phường này đang đăng ký năm {year}.", fields={"year": "Chọn năm khác."})
    if not as_reason(reason):
        raise CannotMove("Chưa nêu lý do chuyển năm.", fields={"reason": "Ghi căn cứ hoặc lý do."})

    before = entry.year
    entry.year = year
    entry.save(update_fields=["year"])

    record(
        action="plans.move_registration",
        subject=f"target:{entry.target_id}",
        actor=actor,
        at=at,
        before={"area": entry.area_id, "year": before},
        after={"area": entry.area_id, "year": year},
        reason=as_reason(reason),
    )
