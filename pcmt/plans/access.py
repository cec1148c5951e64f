"""Rows of plans obtained only by an actor who may change them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.models import Plan, PlanItem, RoadmapEntry, Target, Task
from pcmt.plans.states import NOT_ISSUED, OPEN


def obtain_plan(plan_id: int, permission: str, actor: Actor) -> Plan:
    """This will lock a plan for an actor who may change it; raises NotFound or NotAllowed."""
    rows = Plan.objects.select_for_update(of=("self",)).filter(seen_plans(actor), id=plan_id)
    found = rows.first() if policy.may_view(actor) else None
    if found is None:
        raise NotFound("Không tìm thấy kế hoạch.", remedy="Lập kế hoạch từ văn bản trước khi xác nhận gợi ý.")
    _refuse_other(permission, actor, found)
    return found


def seen_plans(actor: Actor, prefix: str = "") -> Q:
    """This will give which plans an actor who may view sees: what is issued, and drafts of their own agencies.

    prefix: the way from the rows asked to their plan ("plan__", "task__plan__").
    """
    reach = policy.drafts_reach(actor)
    return Q() if reach is None else seen_within(reach, prefix)


def seen_within(reach: Any, prefix: str = "") -> Q:
    """This will give what is issued, and drafts of some agencies."""
    return ~Q(**{f"{prefix}state__in": NOT_ISSUED}) | Q(**{f"{prefix}agency_id__in": reach})


def obtain_item(item_id: int, permission: str, actor: Actor) -> PlanItem:
    """This will lock a part of a plan for an actor who may change the plan; raises NotFound or NotAllowed."""
    found = PlanItem.objects.select_for_update(of=("self",)).select_related("plan").filter(id=item_id).first()
    if found is None:
        raise NotFound("Không tìm thấy mục này trong kế hoạch.")
    obtain_plan(found.plan_id, permission, actor)
    return found


def obtain_target(target_id: int, permission: str, actor: Actor) -> Target:
    """This will lock a target for an actor who may change its plan; raises NotFound or NotAllowed."""
    found = (
        Target.objects.select_for_update(of=("self",))
        .select_related("plan")
        .filter(seen_plans(actor, "plan__"), id=target_id)
        .first()
        if policy.may_view(actor)
        else None
    )
    if found is None:
        raise NotFound("Không tìm thấy chỉ tiêu.")
    _refuse_other(permission, actor, found.plan)
    return found


def obtain_registration(entry_id: int, permission: str, actor: Actor) -> RoadmapEntry:
    """This will lock a standing registration for an actor who may change its plan; raises NotFound or NotAllowed."""
    standing = RoadmapEntry.objects.filter(
        seen_plans(actor, "target__plan__"),
        id=entry_id,
        state=RoadmapEntry.State.ACTIVE,
        target__state=Target.State.ACTIVE,
    )
    found = (
        standing.select_for_update(of=("self",)).select_related("target__plan").first()
        if policy.may_view(actor)
        else None
    )
    if found is None:
        raise NotFound("Không tìm thấy xã, phường trong lộ trình.")
    _refuse_other(permission, actor, found.target.plan)
    return found


def seen_tasks(actor: Actor) -> QuerySet[Task]:
    """This will give the rows of tasks that an actor may see, each once."""
    if not policy.may_view(actor):
        return Task.objects.none()
    reach = policy.tasks_reach(actor)
    found = Task.objects.filter(seen_plans(actor, "plan__"))
    return found if reach is None else found.filter(parties__agency_id__in=reach).distinct()


def obtain_task(task_id: int, actor: Actor) -> Task:
    """This will lock a task that the actor may see; raises NotFound. What they may do with it, the verb asks."""
    if not seen_tasks(actor).filter(id=task_id).exists():
        raise NotFound("Không tìm thấy nhiệm vụ.")
    return Task.objects.select_for_update(of=("self",)).select_related("plan").get(id=task_id)


def acting_agency(permission: str, actor: Actor, task: Task, *, roles: tuple[str, ...]) -> int | None:
    """This will give the task's agency, in one of these roles, for which the actor acts.

    None means that they act for the plan itself, as its keeper; NotAllowed where they answer for neither.
    """
    parts = task.parties.filter(agency__isnull=False, role__in=roles).values_list("agency_id", "state")
    acting = acting_first(permission, actor, ((one, state) for one, state in parts if one))
    if acting is None:
        _refuse_other(permission, actor, task.plan)
    return acting


def acting_first(permission: str, actor: Actor, parts: Iterable[tuple[int, str]]) -> int | None:
    """This will give which of some agencies with their parts' states the actor answers for, None where it is none.

    Those with something to do come first: who goes on for two merged ones does both in turn.
    """
    rows = list(parts)
    doing = policy.acts_for(permission, actor, [agency for agency, state in rows if state in OPEN])
    return doing if doing is not None else policy.acts_for(permission, actor, [agency for agency, _ in rows])


def path_of(suggestion: documents.SuggestionView) -> str:
    """This will give the place of the provision in which a suggestion stands, empty where it stands in none."""
    if not suggestion.anchor:
        return ""
    return documents.provision(suggestion.document_id, suggestion.anchor).place


def _refuse_other(permission: str, actor: Actor, plan: Plan) -> None:
    policy.may_change(permission, actor, agency_id=plan.agency_id).require()
