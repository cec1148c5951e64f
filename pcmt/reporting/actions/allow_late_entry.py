"""Let a unit enter, sign and send its report after the period was closed: an exception, with its reason."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.reporting import policy
from pcmt.reporting.actions.close_period import CannotClose
from pcmt.reporting.closings import is_closed, leave_flaw, written_reason
from pcmt.reporting.models import LateEntry
from pcmt.reporting.rounds import hold


@transaction.atomic
def allow_late_entry(*, submission_id: int, until: date, reason: str, actor: Actor, at: datetime) -> None:
    """This will open one report of a closed period up to and with a day; the deadline by which it is late stays.

    Where it is open already, the day is another from now on. Raises CannotClose where the period is open, the report
    was sent or closed, or the day is past or too far ahead.
    """
    held = hold(submission_id, actor)
    policy.may_on_duty(actor, "reporting.allow_late_entry", held.duty).require()

    if not is_closed(held.duty.form_code, held.duty.period):
        raise CannotClose(f"{held.period.label} đang mở, không cần cho nhập muộn.", remedy="Tải lại trang để xem.")
    if held.submission.accepted_at is not None:
        raise CannotClose(
            "Báo cáo này đã chốt.", remedy="Mở lại kỳ để đính chính, hoặc điều chỉnh vào số liệu của kỳ sau."
        )
    if held.submission.submitted_at is not None:
        raise CannotClose(
            "Báo cáo này đã gửi, không cần nhập muộn.", remedy="Cần sửa số liệu thì trả lại, kèm hạn bổ sung."
        )
    if flaw := leave_flaw(until, localdate(at)):
        raise CannotClose(flaw, remedy="Chọn một ngày khác.", fields={"until": flaw})
    reason = written_reason(reason, "Chưa ghi lý do cho nhập muộn.")

    LateEntry.objects.create(duty=held.duty, until=until, reason=reason, granted_by_id=actor.person_id, granted_at=at)

    record(
        action="reporting.allow_late_entry",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"until": str(until)},
        reason=reason,
    )
