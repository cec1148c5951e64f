"""Reopen a closed period, with the reason, so that closed figures of it can be corrected."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting.actions.close_period import CannotClose
from pcmt.reporting.closings import written_reason
from pcmt.reporting.models import PeriodClosing


@transaction.atomic
def reopen_period(*, form_code: str, period: Period, reason: str, actor: Actor, at: datetime) -> None:
    """This will let a period take entries and corrections again until it is closed anew; closed figures stay closed."""
    actor.may("reporting.reopen_period").require()

    standing = PeriodClosing.objects.select_for_update().filter(
        form_code=form_code, period=period.id, reopened_at__isnull=True
    )
    closing = standing.first()
    if closing is None:
        raise CannotClose(f"{period.label} đang mở.", remedy="Tải lại trang để xem.")
    reason = written_reason(reason, "Chưa ghi lý do mở lại kỳ.")

    closing.reopened_at, closing.reopened_by_id, closing.reopen_reason = at, actor.person_id, reason
    closing.save()

    record(
        action="reporting.reopen_period",
        subject=f"period:{form_code}/{period.id}",
        actor=actor,
        at=at,
        after={"form": form_code, "period": period.id},
        reason=reason,
    )
