"""Grant or refuse more time for a part of a task."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.judging import reason_given
from pcmt.plans.models import TaskExtension
from pcmt.plans.parts import fix_days, fix_first_day, moved, part_of, settle
from pcmt.plans.rules.extending import CannotExtend, check_day, day_to_extend
from pcmt.rulebook.queries import book


@transaction.atomic
def decide_extension(*, extension_id: int, granted_on: date | None, answer: str, actor: Actor, at: datetime) -> None:
    """This will set a later day for the part, or refuse (None) and say why; only the plan's keeper may.

    answer: the decision's number or a word; needed where it is refused. The other parts keep their day. Where it was
    asked for after the deadline, that this was missed stays noted, if the rulebook says so.
    """
    asked = TaskExtension.objects.filter(id=extension_id).first()
    if asked is None:
        raise NotFound("Không tìm thấy đề nghị gia hạn này.")
    task = obtain_task(asked.task_id, actor)
    policy.may_change("plans.decide_extension", actor, agency_id=task.plan.agency_id).require()

    asked.refresh_from_db()
    part = part_of(task, asked.agency_id)
    due = day_to_extend(part.due_on or task.due_on)
    if asked.decided_at is not None:
        raise CannotExtend("Đề nghị này đã được quyết định.", remedy="Tải lại trang để xem kết quả.")
    if granted_on is not None:
        moved(task, part, "ask_extension")
        check_day(granted_on, due, localdate(at))
        answer = as_reason(answer)
    else:
        answer = reason_given(answer, "Chưa ghi lý do không đồng ý gia hạn.", "Ghi lý do.")

    asked.granted_on, asked.answer, asked.decided_at, asked.decided_by_id = granted_on, answer, at, actor.person_id
    asked.save(update_fields=["granted_on", "answer", "decided_at", "decided_by"])
    if granted_on is not None:
        fix_first_day(task)
        fix_days(task, {asked.agency_id})
        if book().tasks.late_stays_late and localdate(asked.asked_at) > asked.due_before:
            part.missed_on = part.missed_on or asked.due_before
        part.due_on = granted_on
        part.save(update_fields=["due_on", "missed_on"])
        settle(task)

    record(
        action="plans.decide_extension",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"due_on": str(due)},
        after={"agency": asked.agency_id, "due_on": str(granted_on or due), "granted": granted_on is not None},
        reason=answer,
    )
