"""Record how far an agency is with a task."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, Refusal
from pcmt.plans.access import acting_agency, obtain_task
from pcmt.plans.models import TaskProgress
from pcmt.rulebook.queries import book


class BadProgress(Refusal):
    """This will say what is wrong with a word on progress."""

    code = "bad_progress"


@transaction.atomic
def record_progress(*, task_id: int, percent: int, words: str, actor: Actor, at: datetime) -> int:
    """This will add what an agency of the task says of its part; nothing said before is overwritten."""
    task = obtain_task(task_id, actor)
    agency_id = acting_agency("plans.record_progress", actor, task, roles=("lead", "support"))
    if agency_id is None:
        raise NotAllowed(rule="chỉ cơ quan chủ trì hoặc phối hợp của nhiệm vụ được cập nhật tiến độ")

    state = book().lifecycle("task").after(task.state, "record_progress")
    if not 0 <= percent <= 100:
        raise BadProgress("Tiến độ phải từ 0 đến 100%.", fields={"percent": "Nhập số nguyên từ 0 đến 100."})
    if not words.strip():
        raise BadProgress("Chưa ghi kết quả.", fields={"words": "Ghi ngắn gọn đã làm được gì, còn vướng gì."})

    before = task.state
    said = TaskProgress.objects.create(
        task=task, agency_id=agency_id, percent=percent, words=words.strip(), at=at, person_id=actor.person_id
    )
    task.state = state
    task.save(update_fields=["state"])

    record(
        action="plans.record_progress",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": state, "agency": agency_id, "percent": percent, "progress": said.id},
    )
    return said.id
