"""Report an agency's part of a task as done, with the result and its evidence."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed
from pcmt.plans.access import acting_agency, obtain_task
from pcmt.plans.carrying import refuse_copy
from pcmt.plans.finishing import check_finished, report_finished
from pcmt.plans.parts import part_of
from pcmt.plans.rules.evidence import NONE, Evidence


@transaction.atomic
def finish_task(*, task_id: int, words: str, evidence: Evidence = NONE, actor: Actor, at: datetime) -> None:
    """This will report the part of the actor's agency as done; it counts as done once the plan's keeper accepts it."""
    task = obtain_task(task_id, actor)
    agency_id = acting_agency("plans.finish_task", actor, task, roles=("lead", "support"))
    if agency_id is None:
        raise NotAllowed(
            rule="chỉ cơ quan chủ trì hoặc phối hợp của nhiệm vụ được báo cáo hoàn thành phần việc của mình"
        )

    refuse_copy(task, agency_id)
    part = part_of(task, agency_id)
    words = check_finished(task, [part], "finish_task", words, evidence)

    before = part.state
    report_finished(task, [part], words=words, evidence=evidence, on_paper=False, actor=actor, at=at)

    record(
        action="plans.finish_task",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": part.state, "agency": agency_id},
        reason=words,
    )
