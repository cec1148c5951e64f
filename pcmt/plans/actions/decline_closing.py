"""Decline to close a task by its figure."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.closing import obtain_closing
from pcmt.plans.judging import reason_given
from pcmt.plans.models import ClosingProposal


@transaction.atomic
def decline_closing(*, closing_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will leave the task open, with the reason; for another figure the system may propose again."""
    closing, task = obtain_closing(closing_id, "plans.decline_closing", actor)

    reason = reason_given(reason, "Chưa ghi lý do chưa kết thúc.", "Ghi còn phải làm gì.")

    closing.state, closing.decided_on, closing.words = ClosingProposal.State.DECLINED, localdate(at), reason
    closing.save(update_fields=["state", "decided_on", "words"])

    record(
        action="plans.decline_closing",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        after={"figure": closing.reference},
        reason=reason,
    )
