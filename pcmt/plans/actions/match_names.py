"""Put registered agencies in the place of names that were unknown when tasks were confirmed."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans.access import obtain_plan
from pcmt.plans.correcting import task_as_said
from pcmt.plans.matching import matches
from pcmt.plans.models import Correction, Task, TaskAgency
from pcmt.plans.parts import settle
from pcmt.plans.rules.corrections import differing, told_task

REASON = "Gán cơ quan theo tên gọi ghi nhớ sau khi xác nhận."


class NothingToMatch(Refusal):
    """This will say that none of the names tells an agency of the register any more, or that none was chosen."""

    code = "nothing_to_match"


@transaction.atomic
def match_names(*, plan_id: int, names: Collection[str], actor: Actor, at: datetime) -> int:
    """This will give each chosen name's tasks the agency that is called so today, and tell how many tasks changed.

    Each task keeps what it said before as a correction of its own. A name that tells no one agency by now is left.
    """
    plan = obtain_plan(plan_id, "plans.match_names", actor)

    chosen = [one for one in matches(plan.id, on=localdate(at)) if one.name in names]
    if not chosen:
        raise NothingToMatch(
            "Không có tên nào để gán.",
            remedy="Chọn tên trong danh sách; tải lại trang nếu danh sách đã cũ.",
        )

    agency_of = {(one.name, inside.task_id): one.agency_id for one in chosen for inside in one.tasks}
    tasks = list(
        Task.objects.select_for_update(of=("self",)).filter(id__in={task for _, task in agency_of}).order_by("id")
    )
    before = {task.id: told_task(task_as_said(task)) for task in tasks}
    for (name, task_id), agency_id in agency_of.items():
        first, *others = TaskAgency.objects.filter(task_id=task_id, agency=None, as_written=name).order_by("role", "id")
        first.agency_id, first.as_written = agency_id, ""
        first.save(update_fields=["agency", "as_written"])
        TaskAgency.objects.filter(id__in=[one.id for one in others]).delete()

    for task in tasks:
        settle(task)
        after = told_task(task_as_said(task))
        was, became = differing(before[task.id], after)
        entry = record(
            action="plans.match_names",
            subject=f"task:{task.id}",
            actor=actor,
            at=at,
            before=was,
            after=became,
            reason=REASON,
        )
        Correction.objects.create(task=task, entry=entry, before=before[task.id], after=after)
    return len(tasks)
