"""Targets as they are read, one or many."""

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.models import Target
from pcmt.plans.rules.answers import TargetView
from pcmt.plans.showing import target_views


def targets(actor: Actor, plan_id: int | None = None, indicator: str | None = None) -> tuple[TargetView, ...]:
    """This will list the targets in force, of one plan or on one indicator where asked."""
    if not policy.may_view(actor):
        return ()
    found = Target.objects.filter(state=Target.State.ACTIVE)
    found = found.filter(plan_id=plan_id) if plan_id is not None else found
    found = found.filter(indicator=indicator) if indicator is not None else found
    return target_views(found.order_by("source_document_id", "id"))


def target(target_id: int) -> TargetView:
    """This will give one target, also a withdrawn one; NotFound where there is none."""
    found = target_views(Target.objects.filter(id=target_id))
    if not found:
        raise NotFound("Không tìm thấy chỉ tiêu.", where=f"target:{target_id}")
    return found[0]


def seen_target(actor: Actor, target_id: int) -> TargetView:
    """This will give one target to an actor who may see it; NotFound otherwise."""
    if not policy.may_view(actor):
        raise NotFound("Không tìm thấy chỉ tiêu.")
    return target(target_id)
