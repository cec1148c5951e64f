"""Note that parts of a task were reported as done on paper."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.finishing import check_finished, report_finished
from pcmt.plans.models import Task, TaskAgency
from pcmt.plans.parts import parts_that_count
from pcmt.plans.rules.evidence import NONE, Evidence
from pcmt.plans.states import OPEN


class NothingToFinish(Refusal):
    """This will say that every part of a task is reported already."""

    code = "nothing_to_finish"


@transaction.atomic
def note_finished(
    *,
    task_id: int,
    words: str,
    agency_ids: Collection[int] | None = None,
    evidence: Evidence = NONE,
    actor: Actor,
    at: datetime,
) -> int:
    """This will note open parts as reported, all or those of some agencies, and return how many.

    By the plan's keeper, for agencies that answered on paper or are not registered; another person must accept it.
    """
    task = obtain_task(task_id, actor)
    policy.may_change("plans.note_finished", actor, agency_id=task.plan.agency_id).require()

    parts = _parts(task, agency_ids)
    words = check_finished(task, parts, "note_finished", words, evidence)

    before = task.state
    report_finished(task, parts, words=words, evidence=evidence, on_paper=True, actor=actor, at=at)

    record(
        action="plans.note_finished",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": task.state, "agencies": [part.agency_id for part in parts if part]},
        reason=words,
    )
    return len(parts)


def _parts(task: Task, agency_ids: Collection[int] | None) -> list[TaskAgency | None]:
    """The open parts that are meant; the task itself (None) where nobody registered has to do it."""
    counting = parts_that_count(task)
    if not counting and agency_ids is None:
        return [None]
    asked = counting if agency_ids is None else list(task.parties.filter(agency_id__in=set(agency_ids)))
    found: list[TaskAgency | None] = [part for part in asked if part.state in OPEN]
    if not found:
        raise NothingToFinish("Mọi cơ quan đã báo cáo hoàn thành phần việc của mình.", remedy="Tải lại trang để xem.")
    return found
