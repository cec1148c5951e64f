"""Ask for more time for a report that has not been sent, also after its period was closed."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.closings import is_closed, leave_flaw, written_reason
from pcmt.reporting.models import Extension
from pcmt.reporting.rounds import hold
from vanban.text import format_date

FURTHEST = timedelta(days=92)


class CannotExtend(Refusal):
    """This will say why no (other) deadline can be asked for or given."""

    code = "cannot_extend"


@transaction.atomic
def ask_extension(*, submission_id: int, wanted_on: date, reason: str, actor: Actor, at: datetime) -> int:
    """This will ask the standing office for a later deadline and return the request's identifier.

    Until it is decided the deadline stays as it was. In a closed period it asks for leave to enter late. Raises
    CannotExtend where the report was sent, another request waits, or the day is no later one.
    """
    held = hold(submission_id, actor)
    policy.may_ask_extension(actor, held.duty).require()

    closed = is_closed(held.duty.form_code, held.duty.period)
    if closed:
        check_leave(wanted_on, localdate(at), "wanted_on")
    else:
        check_day(wanted_on, held.duty.due_on, localdate(at))
    if held.submission.submitted_at is not None or (held.submission.first_sent_at is not None and not closed):
        raise CannotExtend("Báo cáo đã gửi, không cần gia hạn.", remedy="Báo cáo bị trả lại có thời hạn bổ sung riêng.")
    if held.duty.extensions.filter(decided_at__isnull=True).exists():
        raise CannotExtend("Đang có một đề nghị gia hạn chờ quyết định.", remedy="Chờ cơ quan thường trực trả lời.")
    reason = written_reason(reason, "Chưa ghi lý do xin gia hạn.")

    asked = Extension.objects.create(
        duty=held.duty,
        due_before=held.duty.due_on,
        wanted_on=wanted_on,
        reason=reason,
        asked_by_id=actor.person_id,
        asked_at=at,
        after_closing=closed,
    )

    record(
        action="reporting.ask_extension",
        subject=held.subject,
        actor=actor,
        at=at,
        before={"due_on": str(held.duty.due_on)},
        after={"wanted_on": str(wanted_on), "after_closing": closed},
        reason=reason,
    )
    return asked.pk


def check_day(wanted: date, due: date, today: date, field: str = "wanted_on") -> None:
    """This will refuse a new deadline that is not later than the present one, is past, or lies too far ahead."""
    if wanted <= due:
        raise CannotExtend(
            f"Ngày {format_date(wanted)} không muộn hơn thời hạn hiện nay ({format_date(due)}).",
            remedy="Chọn một ngày sau thời hạn hiện nay.",
            fields={field: f"Chọn một ngày sau thời hạn hiện nay, {format_date(due)}."},
        )
    if wanted < today:
        raise CannotExtend(
            f"Ngày {format_date(wanted)} đã qua.",
            remedy="Chọn một ngày từ hôm nay trở đi.",
            fields={field: f"Ngày này đã qua; chọn từ hôm nay, {format_date(today)}, trở đi."},
        )
    if wanted > max(due, today) + FURTHEST:
        raise CannotExtend(
            f"Gia hạn tối đa {FURTHEST.days} ngày.",
            remedy="Chọn một ngày gần hơn.",
            fields={field: f"Gia hạn tối đa {FURTHEST.days} ngày."},
        )


def check_leave(until: date, today: date, field: str) -> None:
    """This will refuse a day up to which a closed period cannot take entries, beside the field that names it."""
    if flaw := leave_flaw(until, today):
        raise CannotExtend(flaw, remedy="Chọn một ngày khác.", fields={field: flaw})
