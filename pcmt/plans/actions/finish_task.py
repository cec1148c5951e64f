"""Finish a task."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.plans import policy
from pcmt.plans.access import acting_agency, obtain_task
from pcmt.plans.actions.record_progress import BadProgress
from pcmt.plans.models import Task, TaskProgress
from pcmt.rulebook.queries import book


class OthersNotDone(Refusal):
    """This will say that one of several leading agencies does not finish a task for the others."""

    code = "others_not_done"


@transaction.atomic
def finish_task(*, task_id: int, words: str, actor: Actor, at: datetime) -> None:
    """This will close a task as done, with the result in words, by its leading agency or by the plan's keeper.

    Where several lead, the last of them may close it, or the keeper.
    """
    task = obtain_task(task_id, actor)
    agency_id = acting_agency("plans.finish_task", actor, task, roles=("lead",))

    state = book().lifecycle("task").after(task.state, "finish_task")
    if not as_reason(words):
        raise BadProgress("Chưa ghi kết quả.", fields={"words": "Ghi kết quả, số văn bản hoặc sản phẩm đã có."})
    if agency_id is not None and not policy.may_change("plans.finish_task", actor, agency_id=task.plan.agency_id):
        _refuse_before_others(task, agency_id)

    before = task.state
    if agency_id is not None:
        TaskProgress.objects.create(
            task=task, agency_id=agency_id, percent=100, words=as_reason(words), at=at, person_id=actor.person_id
        )
    task.state, task.finished_on = state, localdate(at)
    task.save(update_fields=["state", "finished_on"])

    record(
        action="plans.finish_task",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": state, "agency": agency_id},
        reason=as_reason(words),
    )


def _refuse_before_others(task: Task, agency_id: int) -> None:
    others = set(task.parties.filter(role="lead", agency__isnull=False).values_list("agency_id", flat=True))
    newest = dict(task.progress.order_by("at", "id").values_list("agency_id", "percent"))
    waiting = [other for other in others - {agency_id} if newest.get(other or 0, 0) < 100]
    if waiting:
        raise OthersNotDone(
            f"Còn {len(waiting)} cơ quan cùng chủ trì chưa hoàn thành phần việc của mình.",
            remedy="Ghi tiến độ 100% cho phần việc của cơ quan mình; thường trực sẽ kết thúc nhiệm vụ.",
        )
