"""Give a finding as a task of a plan."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.inspection_access import obtain_finding
from pcmt.committee.rules.inspecting import BadInspection
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.queries import TaskInput
from pcmt.rulebook.queries import book

PRODUCT = "Báo cáo kết quả khắc phục"


@transaction.atomic
def give_finding(*, finding_id: int, plan_id: int, actor: Actor, at: datetime) -> int:
    """This will make a task of a finding, led by the unit, due on its day; returns the task. The finding stays open."""
    finding = obtain_finding(finding_id, "committee.give_finding", actor)

    book().lifecycle("finding").after(finding.state, "give_finding")
    if finding.task_id is not None:
        raise BadInspection("Tồn tại này đã được giao thành nhiệm vụ.", where=f"task:{finding.task_id}")

    said = TaskInput(title=finding.remedy, leads=(finding.visit.agency_id,), due_on=finding.due_on, product=PRODUCT)
    finding.task_id = add_task(plan_id=plan_id, said=said, actor=actor, at=at)
    finding.save(update_fields=["task"])

    record(
        action="committee.give_finding",
        subject=f"inspection:{finding.visit.inspection_id}",
        actor=actor,
        at=at,
        after={"plan": plan_id, "finding": finding.pk, "reference": f"task:{finding.task_id}"},
    )
    return finding.task_id
