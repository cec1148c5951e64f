"""Record how far an agency is with its part of a task."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed
from pcmt.plans.access import acting_agency, obtain_task
from pcmt.plans.carrying import refuse_copy
from pcmt.plans.parts import moved, part_of, settle
from pcmt.plans.reports import BadProgress, said_words, write_report
from pcmt.plans.rules.evidence import NONE, Evidence, check_evidence

MISSING = "Ghi ngắn gọn đã làm được gì, còn vướng gì."


@transaction.atomic
def record_progress(
    *, task_id: int, percent: int, words: str, evidence: Evidence = NONE, actor: Actor, at: datetime
) -> int:
    """This will add what an agency of the task says of its part; nothing said before is overwritten."""
    task = obtain_task(task_id, actor)
    agency_id = acting_agency("plans.record_progress", actor, task, roles=("lead", "support"))
    if agency_id is None:
        raise NotAllowed(rule="chỉ cơ quan chủ trì hoặc phối hợp của nhiệm vụ được cập nhật tiến độ")

    refuse_copy(task, agency_id)
    part = part_of(task, agency_id)
    state = moved(task, part, "record_progress")
    if not 0 <= percent <= 100:
        raise BadProgress("Tiến độ phải từ 0 đến 100%.", fields={"percent": "Nhập số nguyên từ 0 đến 100."})
    words = said_words(words, MISSING)
    check_evidence(evidence)

    before = part.state
    said = write_report(task, agency_id, percent=percent, words=words, evidence=evidence, actor=actor, at=at)
    part.state = state
    part.save(update_fields=["state"])
    settle(task)

    record(
        action="plans.record_progress",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": state, "agency": agency_id, "percent": percent, "progress": said.id},
    )
    return said.id
