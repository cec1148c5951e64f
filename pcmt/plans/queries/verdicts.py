"""Whether an actor could do something with a plan, a target or a task: asked of the policy that the verbs ask."""

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.kernel.verdict import Verdict
from pcmt.plans import policy
from pcmt.plans.models import Plan, Task
from pcmt.rulebook.queries import book

OF_ITS_AGENCIES = {"plans.record_progress": ("lead", "support"), "plans.finish_task": ("lead",)}
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
    if permission == VIEW:
        return Verdict(bool(seen), seen)
    return Verdict(bool(seen), policy.may_change(permission, actor, agency_id=plan.agency_id))


def _on_task(actor: Actor, permission: str, task_id: int) -> Verdict:
    task = Task.objects.select_related("plan").filter(pk=task_id).first()
    if task is None:
        raise NotFound("Không có nhiệm vụ này.")
    reach = policy.tasks_reach(actor) if policy.may_view(actor) else frozenset()
    seen = reach is None or task.parties.filter(agency_id__in=reach).exists()
    if permission == VIEW:
        return Verdict(seen, policy.may_view(actor))
    decision = policy.may_change(permission, actor, agency_id=task.plan.agency_id)
    if permission in OF_ITS_AGENCIES:
        parties = task.parties.filter(agency__isnull=False, role__in=OF_ITS_AGENCIES[permission])
        own = policy.acts_for(permission, actor, [one for one in parties.values_list("agency_id", flat=True) if one])
        decision = actor.may(permission, agency_id=own) if own is not None else decision
    move, obstacle = permission.removeprefix("plans."), ""
    if move in book().lifecycle("task").moves:
        try:
            book().lifecycle("task").after(task.state, move)
        except Refusal as refusal:
            obstacle = refusal.message
    return Verdict(seen, decision, obstacle)
