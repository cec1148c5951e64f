"""Put a confirmed target right."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.reason import as_reason
from pcmt.plans.access import obtain_target
from pcmt.plans.checking import refuse_unmeasurable
from pcmt.plans.correcting import CannotRevise, refuse_correction, target_as_said
from pcmt.plans.learning import remember_indicator
from pcmt.plans.models import Correction, Milestone, Target
from pcmt.plans.rules.corrections import differing, told_target
from pcmt.plans.rules.inputs import TargetInput, scaled


@transaction.atomic
def revise_target(
    *, target_id: int, said: TargetInput, revision: int, reason: str, actor: Actor, at: datetime
) -> tuple[str, ...]:
    """This will put a target right, and return the periods of its roadmap that the new deadline or level leaves none.

    revision: how many corrections the person saw; where there are more by now, another hand was quicker and
    CannotRevise says so. The sentence of the document, and all that was reported, stay as they are.
    """
    target = obtain_target(target_id, "plans.revise_target", actor)

    if target.state != Target.State.ACTIVE:
        raise CannotRevise("Chỉ tiêu này đã rút, không sửa nữa.")
    refuse_unmeasurable(said, at)
    before, after = told_target(target_as_said(target)), told_target(said)
    refuse_correction(target, before, after, revision=revision, reason=reason)

    fallen = _fallen(target, said)
    if fallen:
        before["milestones"] = _levels(target, fallen)
        target.milestones.filter(id__in=[step.id for step in fallen]).delete()
    _fill(target, said)
    if target.suggestion_id and before["indicator"] != after["indicator"]:
        remember_indicator(documents.suggestion(target.suggestion_id), said, on=localdate(at))

    was, became = differing(before, after)
    entry = record(
        action="plans.revise_target",
        subject=f"target:{target.id}",
        actor=actor,
        at=at,
        before=was,
        after=became,
        reason=as_reason(reason),
    )
    Correction.objects.create(target=target, entry=entry, before=before, after=after)
    return tuple(step.period for step in fallen)


def _fallen(target: Target, said: TargetInput) -> list[Milestone]:
    """The steps that are none any more: not before the deadline, or on the way to no figure."""
    steps = list(target.milestones.all())
    return steps if said.value is None else [step for step in steps if step.last_day >= said.by.last_day]


def _levels(target: Target, steps: list[Milestone]) -> dict[str, str]:
    return {step.period: str(Quantity(step.value, target.scale).decimal) for step in steps}


def _fill(target: Target, said: TargetInput) -> None:
    figures = scaled(said)
    scale = max(figures.scale, target.scale)  # the roadmap stands at the target's scale, and may need it
    for step in target.milestones.all():
        step.value *= 10 ** (scale - target.scale)
        step.save(update_fields=["value"])
    up = 10 ** (scale - figures.scale)
    target.value = None if figures.value is None else figures.value * up
    target.value_high = None if figures.value_high is None else figures.value_high * up
    target.scale = scale
    target.indicator, target.relation, target.unit = said.indicator, said.relation, said.unit
    target.subject, target.every, target.scope_area_id = said.subject.strip(), said.every, said.scope_area_id
    target.scope_zone_id, target.scope_type = said.scope_zone_id, said.scope_type
    target.by_period, target.by_last_day = said.by.id, said.by.last_day
    target.save()
