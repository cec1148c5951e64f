"""Targets as they are read, one or many."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.access import seen_plans
from pcmt.plans.models import Target, TaskAgency
from pcmt.plans.rules.answers import TargetView
from pcmt.plans.showing import target_views, views_of_targets
from pcmt.plans.states import NOT_ISSUED
from pcmt.prepared import Prepared


def _binding() -> QuerySet[Target]:
    found = Target.objects.filter(state=Target.State.ACTIVE).exclude(plan__state__in=NOT_ISSUED)
    return found.select_related("plan", "scope_zone")


_IN_FORCE = Prepared(lambda: _binding().order_by("source_document_id", "id"))
_LED_BY = Prepared(lambda agency_ids: _binding().filter(lead__in=agency_ids).order_by("by_last_day", "id"))


def targets(actor: Actor, plan_id: int | None = None, indicator: str | None = None) -> tuple[TargetView, ...]:
    """This will list the targets in force, of one plan or on one indicator where asked.

    Those of a plan that is still a draft bind nobody: they are listed only where that plan is asked for.
    """
    if not policy.may_view(actor):
        return ()
    if plan_id is None and indicator is None:
        return views_of_targets(_IN_FORCE.all())
    found = Target.objects.filter(state=Target.State.ACTIVE)
    if plan_id is None:
        found = found.exclude(plan__state__in=NOT_ISSUED)
    else:
        found = found.filter(seen_plans(actor, "plan__"), plan_id=plan_id)
    found = found.filter(indicator=indicator) if indicator is not None else found
    return target_views(found.order_by("source_document_id", "id"))


def led_targets(actor: Actor, agency_ids: Iterable[int]) -> tuple[TargetView, ...]:
    """This will list the targets in force in which one of the agencies leads; one query where there is none."""
    if not policy.may_view(actor):
        return ()
    return views_of_targets(_LED_BY.all(set(agency_ids)))


def unled_targets(plan_id: int) -> int:
    """This will count the targets in force of a plan in which nobody leads."""
    return Target.objects.filter(plan_id=plan_id, state=Target.State.ACTIVE, lead=None).count()


def proposed_leads(views: Collection[TargetView]) -> dict[int, int]:
    """This will propose who leads in targets, by target: who alone leads the tasks of the same provision."""
    seats = TaskAgency.objects.filter(
        task__source_document__in={view.document_id for view in views},
        task__anchor__in={view.anchor for view in views if view.anchor},
        role=TaskAgency.Role.LEAD,
    ).exclude(task__state="withdrawn")
    found: dict[tuple[int, str], set[int | None]] = defaultdict(set)
    for document_id, anchor, agency_id in seats.values_list("task__source_document", "task__anchor", "agency_id"):
        found[document_id, anchor].add(agency_id)
    alone = {place: next(iter(leads)) for place, leads in found.items() if len(leads) == 1}
    told = {view.id: alone.get((view.document_id, view.anchor)) for view in views}
    return {key: agency_id for key, agency_id in told.items() if agency_id is not None}


def proposed_lead(view: TargetView) -> int | None:
    """This will propose who leads in one target, as `proposed_leads` does."""
    return proposed_leads([view]).get(view.id)


def target(target_id: int) -> TargetView:
    """This will give one target, also a withdrawn one; NotFound where there is none."""
    found = target_views(Target.objects.filter(id=target_id))
    if not found:
        raise NotFound("Không tìm thấy chỉ tiêu.", where=f"target:{target_id}")
    return found[0]


def seen_target(actor: Actor, target_id: int) -> TargetView:
    """This will give one target to an actor who may see it; NotFound otherwise."""
    seen = Target.objects.filter(seen_plans(actor, "plan__"), id=target_id)
    found = target_views(seen) if policy.may_view(actor) else ()
    if not found:
        raise NotFound("Không tìm thấy chỉ tiêu.")
    return found[0]
