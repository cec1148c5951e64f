"""Refuse a correction that a unit asks for: what was closed stands, and the unit reads why."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import policy
from pcmt.reporting.actions.ask_correction import CannotAskCorrection
from pcmt.reporting.closings import written_reason
from pcmt.reporting.models import CorrectionAsked, Remark
from pcmt.reporting.rounds import hold


@transaction.atomic
def refuse_correction(*, asked_id: int, answer: str, actor: Actor, at: datetime) -> int:
    """This will answer that nothing is opened, say so in the thread, and return the report's identifier.

    To grant it is to open the report again (`correct`) or to carry the figures on (`carry_correction`). Raises
    CannotAskCorrection where it was decided already.
    """
    asked = CorrectionAsked.objects.select_for_update().filter(pk=asked_id).first()
    if asked is None:
        raise NotFound("Không tìm thấy đề nghị đính chính này.")
    held = hold(asked.submission_id, actor)
    policy.may_on_duty(actor, "reporting.refuse_correction", held.duty).require()

    if asked.decided_at is not None:
        raise CannotAskCorrection("Đề nghị này đã được trả lời.", remedy="Tải lại trang để xem kết quả.")
    answer = written_reason(answer, "Chưa ghi lý do không mở lại để đính chính.")

    asked.answer, asked.decided_by_id, asked.decided_at = answer, actor.person_id, at
    asked.save(update_fields=["answer", "decided_by", "decided_at"])
    Remark.objects.create(
        submission=held.submission, text=f"Không mở lại để đính chính: {answer}", person_id=actor.person_id, at=at
    )

    record(action="reporting.refuse_correction", subject=held.subject, actor=actor, at=at, reason=answer)
    return held.submission.pk
