"""Ask for more time for a part of a task."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed
from pcmt.plans.access import acting_agency, obtain_task
from pcmt.plans.carrying import refuse_copy
from pcmt.plans.judging import reason_given
from pcmt.plans.models import TaskExtension
from pcmt.plans.parts import moved, part_of
from pcmt.plans.rules.extending import CannotExtend, check_day, day_to_extend


@transaction.atomic
def ask_extension(*, task_id: int, wanted_on: date, reason: str, actor: Actor, at: datetime) -> int:
    """This will ask the plan's keeper for a later day for the agency's part and return the request's identifier.

    Until it is decided the deadline stays. Raises CannotExtend where the part has no day, another request waits, or the
    day is no later one.
    """
    task = obtain_task(task_id, actor)
    agency_id = acting_agency("plans.ask_extension", actor, task, roles=("lead", "support"))
    if agency_id is None:
        raise NotAllowed(rule="chỉ cơ quan được giao việc xin gia hạn; cơ quan giao việc sửa thẳng thời hạn")

    refuse_copy(task, agency_id)
    part = part_of(task, agency_id)
    moved(task, part, "ask_extension")
    due = day_to_extend(part.due_on or task.due_on)
    check_day(wanted_on, due, localdate(at))
    if task.extensions.filter(agency_id=agency_id, decided_at=None).exists():
        raise CannotExtend("Đang có một đề nghị gia hạn chờ quyết định.", remedy="Chờ cơ quan giao việc trả lời.")
    reason = reason_given(reason, "Chưa ghi lý do xin gia hạn.", "Ghi vướng mắc gì, đã làm đến đâu.")

    asked = TaskExtension.objects.create(
        task=task,
        agency_id=agency_id,
        due_before=due,
        wanted_on=wanted_on,
        reason=reason,
        asked_at=at,
        asked_by_id=actor.person_id,
    )

    record(
        action="plans.ask_extension",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"due_on": str(due)},
        after={"wanted_on": str(wanted_on), "agency": agency_id},
        reason=reason,
    )
    return asked.id
