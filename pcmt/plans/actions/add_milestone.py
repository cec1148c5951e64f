"""Add a step to a target's roadmap (lộ trình)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.plans.access import obtain_target
from pcmt.plans.models import Milestone, Target
from pcmt.plans.rules.inputs import MOST_DECIMALS, at_scale, decimals
from vanban.text import format_date


class BadMilestone(Refusal):
    """This will say why a step does not fit the roadmap."""

    code = "bad_milestone"


@transaction.atomic
def add_milestone(*, target_id: int, period: Period, value: Decimal, actor: Actor, at: datetime) -> int:
    """This will set the level wanted by the end of a period on the way; the same period again replaces its level."""
    target = obtain_target(target_id, "plans.add_milestone", actor)

    scale = max(target.scale, decimals(value))
    _check(target, period, value, scale)

    earlier = target.milestones.filter(period=period.id).first()
    before = Decimal(earlier.value).scaleb(-target.scale) if earlier else None
    _rescale(target, scale)
    step, _ = Milestone.objects.update_or_create(
        target=target,
        period=period.id,
        defaults={"last_day": period.last_day, "value": at_scale(value, scale) or 0},
    )

    record(
        action="plans.add_milestone",
        subject=f"target:{target.id}",
        actor=actor,
        at=at,
        before={"period": period.id, "value": None if before is None else str(before)},
        after={"period": period.id, "value": str(value)},
    )
    return step.id


def _check(target: Target, period: Period, value: Decimal, scale: int) -> None:
    if target.state != Target.State.ACTIVE:
        raise BadMilestone("Chỉ tiêu này đã rút, không lập lộ trình nữa.")
    if target.value is None:
        raise BadMilestone("Chỉ tiêu không có mức bằng số nên không có lộ trình.")
    if period.last_day >= target.by_last_day:
        raise BadMilestone(
            "Mức trung gian phải trước thời hạn của chỉ tiêu.",
            fields={"period": f"Chọn kỳ kết thúc trước ngày {format_date(target.by_last_day)}."},
        )
    if value < 0 or scale > MOST_DECIMALS or (target.unit == "%" and value > 100):
        raise BadMilestone("Mức trung gian không hợp lệ.", fields={"value": "Nhập số không âm; tỷ lệ không quá 100%."})


def _rescale(target: Target, scale: int) -> None:
    if scale == target.scale:
        return
    factor = 10 ** (scale - target.scale)
    target.value = None if target.value is None else target.value * factor
    target.value_high = None if target.value_high is None else target.value_high * factor
    target.scale = scale
    target.save(update_fields=["value", "value_high", "scale"])
    for step in target.milestones.all():
        step.value *= factor
        step.save(update_fields=["value"])
