"""Grant or refuse more time: a new deadline, or leave to enter late where it was asked for after the closing."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import policy
from pcmt.reporting.actions.ask_extension import CannotExtend, check_day, check_leave
from pcmt.reporting.closings import is_closed, written_reason
from pcmt.reporting.models import Duty, Extension, LateEntry


@transaction.atomic
def decide_extension(*, extension_id: int, granted_on: date | None, answer: str, actor: Actor, at: datetime) -> None:
    """This will grant a day, or refuse (None) with a word of why; raises CannotExtend where it was decided.

    The day is the new deadline; asked for after the closing, it is leave to enter late and the deadline stays. A
    deadline granted in a period that was closed meanwhile is leave, too: nobody gets a day on which nothing is taken.
    """
    asked = Extension.objects.select_for_update().filter(pk=extension_id).first()
    duty = Duty.objects.select_for_update().filter(pk=asked.duty_id).first() if asked else None
    if asked is None or duty is None:
        raise NotFound("Không tìm thấy đề nghị gia hạn này.")
    policy.require_sight(policy.may_view(actor, duty))
    policy.may_on_duty(actor, "reporting.decide_extension", duty).require()

    if asked.decided_at is not None:
        raise CannotExtend("Đề nghị này đã được quyết định.", remedy="Tải lại trang để xem kết quả.")
    if granted_on is not None:
        _check(asked, duty, granted_on, localdate(at))
        answer = " ".join(answer.split())[:500]
    else:
        answer = written_reason(answer, "Chưa ghi lý do không đồng ý.")

    before = duty.due_on
    asked.granted_on, asked.answer, asked.decided_by_id, asked.decided_at = granted_on, answer, actor.person_id, at
    asked.save()
    if granted_on is not None and not asked.after_closing:
        duty.due_on = granted_on
        duty.save(update_fields=["due_on"])
    if granted_on is not None and (asked.after_closing or is_closed(duty.form_code, duty.period)):
        LateEntry.objects.create(
            duty=duty, until=granted_on, reason=asked.reason, granted_by_id=actor.person_id, granted_at=at
        )

    record(
        action="reporting.decide_extension",
        subject=f"submission:{duty.submissions.latest('round').pk}",
        actor=actor,
        at=at,
        before={"due_on": str(before)},
        after={"due_on": str(duty.due_on), "granted": granted_on is not None, "until": _leave(asked)},
        reason=answer,
    )


def _check(asked: Extension, duty: Duty, granted_on: date, today: date) -> None:
    if asked.after_closing:
        check_leave(granted_on, today, "granted_on")
    else:
        check_day(granted_on, duty.due_on, today, "granted_on")


def _leave(asked: Extension) -> str:
    return str(asked.granted_on) if asked.after_closing and asked.granted_on else ""
