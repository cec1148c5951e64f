"""Close a form's period: from now on nothing is entered, signed or sent for it but by exception."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.reporting.closings import is_closed
from pcmt.reporting.models import Duty, PeriodClosing
from vanban.text import format_date


class CannotClose(Refusal):
    """This will say why a period is not closed or reopened."""

    code = "cannot_close"


@transaction.atomic
def close_period(*, form_code: str, period: Period, reason: str = "", actor: Actor, at: datetime) -> None:
    """This will close a period; reports already sent can still be checked, returned with a deadline, and closed.

    Raises CannotClose before the last deadline of the period, or where it is closed already.
    """
    actor.may("reporting.close_period").require()

    duties = Duty.objects.select_for_update().filter(form_code=form_code, period=period.id)
    due = max(duties.values_list("due_on", flat=True), default=None)
    if due is None:
        raise NotFound("Kỳ báo cáo này chưa mở.")
    if is_closed(form_code, period.id):
        raise CannotClose(f"{period.label} đã đóng từ trước.", remedy="Tải lại trang để xem.")
    if localdate(at) <= due:
        raise CannotClose(
            f"Chưa hết thời hạn gửi của {period.label_inside} ({format_date(due)}, kể cả gia hạn).",
            remedy="Đóng kỳ sau ngày này.",
        )

    reason = " ".join(as_reason(reason).split())[:500]
    PeriodClosing.objects.create(
        form_code=form_code, period=period.id, closed_at=at, closed_by_id=actor.person_id, reason=reason
    )

    record(
        action="reporting.close_period",
        subject=f"period:{form_code}/{period.id}",
        actor=actor,
        at=at,
        after={"form": form_code, "period": period.id},
        reason=reason,
    )
