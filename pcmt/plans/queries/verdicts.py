"""Whether an actor could do something with a plan, a target or a task: asked of the policy that the verbs ask."""

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.kernel.verdict import Verdict
from pcmt.plans import policy
from pcmt.plans.access import acting_first, seen_plans
from pcmt.plans.judging import waiting_parts
from pcmt.plans.models import Plan, Task
from pcmt.plans.parts import moved, part_of
from pcmt.rulebook.queries import book

OF_ITS_AGENCIES = ("plans.record_progress", "plans.finish_task", "plans.ask_extension")
OF_THE_ISSUER = ("accept_task", "return_task")
VIEW = "plans.view"


def verdict(actor: Actor, permission: str, kind: str, object_id: int) -> Verdict:
    """This will answer for one permission and one `plan`, `target` or `task`; raises NotFound where it is not."""
    if kind == "task":
        return _on_task(actor, permission, object_id)
    plans = Plan.objects.filter(pk=object_id) if kind == "plan" else Plan.objects.filter(targets__id=object_id)
    plan = plans.first()
    if plan is None:
        raise NotFound("Không có kế hoạch hoặc chỉ tiêu này.")
    seen = policy.may_view(actor)
    if not Plan.objects.filter(seen_plans(actor), pk=plan.pk).exists():
        raise NotFound("Không có kế hoạch hoặc chỉ tiêu này.")
    if permission == VIEW:
        return Verdict(bool(seen), seen)
    return Verdict(bool(seen), policy.may_change(permission, actor, agency_id=plan.agency_id))


def _on_task(actor: Actor, permission: str, task_id: int) -> Verdict:
    task = Task.objects.select_related("plan").filter(seen_plans(actor, "plan__"), pk=task_id).first()
    if task is None:
        raise NotFound("Không có nhiệm vụ này.")
    reach = policy.tasks_reach(actor) if policy.may_view(actor) else frozenset()
    seen = reach is None or task.parties.filter(agency_id__in=reach).exists()
    if permission == VIEW:
        return Verdict(seen, policy.may_view(actor))
    decision, own = policy.may_change(permission, actor, agency_id=task.plan.agency_id), None
    if permission in OF_ITS_AGENCIES:
        parts = task.parties.filter(agency__isnull=False).values_list("agency_id", "state")
        own = acting_first(permission, actor, ((one, state) for one, state in parts if one))
        decision = actor.may(permission, agency_id=own) if own is not None else decision
    return Verdict(seen, decision, _obstacle(actor, task, permission.removeprefix("plans."), own))


def _obstacle(actor: Actor, task: Task, move: str, own: int | None) -> str:
    """What stands in the way of a move: the state of the actor's part or of the task, or that it was their own hand."""
    if move not in book().lifecycle("task").moves:
        return ""
    try:
        if move in OF_THE_ISSUER:
            waiting_parts(task, move, None, actor)
        else:
            moved(task, part_of(task, own) if own is not None else None, move)
    except Refusal as refusal:
        return refusal.message
    return ""
