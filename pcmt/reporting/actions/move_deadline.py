"""Move the deadline of a request for all its addressees at once, with the reason that they are told."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.reporting.closings import is_closed, written_reason
from pcmt.reporting.models import Duty, Request
from vanban.text import format_date


class CannotMoveDeadline(Refusal):
    """This will say why the deadline of a request stays."""

    code = "cannot_move_deadline"


@transaction.atomic
def move_deadline(*, request_id: int, due_on: date, reason: str, actor: Actor, at: datetime) -> int:
    """This will set another deadline for who was asked, and return for how many it is another.

    A later day holds for all, also for who has sent meanwhile. An earlier one only for who has not: nobody is made late
    by it who was in time. A day granted to one alone stays where it is later. Raises CannotMoveDeadline for a day that
    is past or the same, or once the request was closed.
    """
    actor.may("reporting.move_deadline").require()

    request = Request.objects.select_for_update().filter(pk=request_id, withdrawn_at=None).first()
    if request is None:
        raise NotFound("Không tìm thấy yêu cầu đang gửi này.")
    why = written_reason(reason, "Chưa ghi lý do dời hạn gửi.")
    _check(request, due_on, localdate(at))

    before, later = request.due_on, due_on > request.due_on
    duties = Duty.objects.select_for_update().filter(form_code=request.form_code, period=request.period)
    if later:
        moved = duties.filter(due_on__lt=due_on).update(due_on=due_on)
    else:
        sent = duties.filter(submissions__first_sent_at__isnull=False).values("pk")
        moved = (
            duties.filter(due_on=before).exclude(pk__in=list(sent.values_list("pk", flat=True))).update(due_on=due_on)
        )
    request.due_on, request.moved_from, request.moved_at, request.moved_why = due_on, before, at, why
    request.moves += 1
    request.save()

    record(
        action="reporting.move_deadline",
        subject=f"request:{request.pk}",
        actor=actor,
        at=at,
        before={"due_on": str(before)},
        after={"due_on": str(due_on), "duties": moved},
        reason=why,
    )
    return moved


def _check(request: Request, due_on: date, today: date) -> None:
    wrong = ""
    if due_on == request.due_on:
        wrong = f"Hạn gửi đang là ngày {format_date(due_on)}."
    elif due_on < max(today, request.first_day):
        wrong = f"Ghi từ ngày {format_date(max(today, request.first_day))} trở đi."
    if wrong:
        raise CannotMoveDeadline(wrong, remedy="Chọn một ngày khác.", fields={"due_on": wrong})
    if is_closed(request.form_code, request.period):
        raise CannotMoveDeadline(
            "Yêu cầu đã đóng, không nhận trả lời nữa.", remedy="Mở lại ở trang Thời hạn, đóng; rồi dời hạn gửi."
        )
