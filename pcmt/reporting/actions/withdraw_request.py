"""Withdraw a request that nobody has answered yet: its duties go, as if it had never been asked."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.reporting.actions.ask import CannotAsk
from pcmt.reporting.closings import written_reason
from pcmt.reporting.models import Duty, Request, Submission


@transaction.atomic
def withdraw_request(*, request_id: int, reason: str, actor: Actor, at: datetime) -> int:
    """This will take a request back, and return how many no longer owe it; CannotAsk where somebody has begun."""
    actor.may("reporting.withdraw_request").require()

    request = Request.objects.select_for_update().filter(pk=request_id, withdrawn_at=None).first()
    if request is None:
        raise NotFound("Không tìm thấy yêu cầu đang gửi này.")
    why = written_reason(reason, "Chưa ghi lý do rút yêu cầu.")
    duties = Duty.ever.select_for_update().filter(form_code=request.form_code, period=request.period)
    ids = [duty.pk for duty in duties]
    rounds = Submission.objects.filter(duty__in=ids)
    begun = rounds.exclude(steps=None).count() or rounds.filter(version__gt=0).count()
    if begun:
        raise CannotAsk(
            f"Đã có {begun} đơn vị nhập hoặc gửi số liệu.",
            remedy="Yêu cầu đã có người trả lời thì không rút; đóng yêu cầu khi hết hạn.",
        )

    rounds.delete()
    Duty.ever.filter(pk__in=ids).delete()
    request.withdrawn_by_id, request.withdrawn_at, request.withdrawn_why = actor.person_id, at, why
    request.save()

    record(
        action="reporting.withdraw_request",
        subject=f"request:{request.pk}",
        actor=actor,
        at=at,
        after={"duties": len(ids)},
        reason=why,
    )
    return len(ids)
