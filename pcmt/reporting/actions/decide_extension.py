"""Grant or refuse more time for a report; a granted day is the deadline by which it counts as in time."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import policy
from pcmt.reporting.actions.ask_extension import CannotExtend, check_day
from pcmt.reporting.closings import written_reason
from pcmt.reporting.models import Duty, Extension


@transaction.atomic
def decide_extension(*, extension_id: int, granted_on: date | None, answer: str, actor: Actor, at: datetime) -> None:
    """This will set the new deadline, or refuse (None) with a word of why; raises CannotExtend where it was decided."""
    asked = Extension.objects.select_for_update().filter(pk=extension_id).first()
    duty = Duty.objects.select_for_update().filter(pk=asked.duty_id).first() if asked else None
    if asked is None or duty is None:
        raise NotFound("Không tìm thấy đề nghị gia hạn này.")
    policy.require_sight(policy.may_view(actor, duty))
    policy.may_on_duty(actor, "reporting.decide_extension", duty).require()

    if asked.decided_at is not None:
        raise CannotExtend("Đề nghị này đã được quyết định.", remedy="Tải lại trang để xem kết quả.")
    if granted_on is not None:
        check_day(granted_on, duty.due_on, localdate(at))
        answer = " ".join(answer.split())[:500]
    else:
        answer = written_reason(answer, "Chưa ghi lý do không đồng ý gia hạn.")

    before = duty.due_on
    asked.granted_on, asked.answer, asked.decided_by_id, asked.decided_at = granted_on, answer, actor.person_id, at
    asked.save()
    if granted_on is not None:
        duty.due_on = granted_on
        duty.save(update_fields=["due_on"])

    record(
        action="reporting.decide_extension",
        subject=f"submission:{duty.submissions.latest('round').pk}",
        actor=actor,
        at=at,
        before={"due_on": str(before)},
        after={"due_on": str(duty.due_on), "granted": granted_on is not None},
        reason=answer,
    )
