"""Withdraw a target that no longer binds."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.plans.access import obtain_target
from pcmt.plans.models import Target


class CannotWithdraw(Refusal):
    """This will say why a target or task is not withdrawn."""

    code = "cannot_withdraw"


@transaction.atomic
def withdraw_target(*, target_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will take a target out of its plan, with the reason; it stays readable."""
    target = obtain_target(target_id, "plans.withdraw_target", actor)

    if target.state != Target.State.ACTIVE:
        raise CannotWithdraw("Chỉ tiêu này đã rút từ trước.")
    if not as_reason(reason):
        raise CannotWithdraw("Chưa nêu lý do rút chỉ tiêu.", fields={"reason": "Ghi căn cứ hoặc lý do."})

    target.state = Target.State.WITHDRAWN
    target.save(update_fields=["state"])

    record(
        action="plans.withdraw_target",
        subject=f"target:{target.id}",
        actor=actor,
        at=at,
        before={"state": "active"},
        after={"state": "withdrawn"},
        reason=as_reason(reason),
    )
