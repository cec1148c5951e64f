"""Say what each agency's part of a task is, how much it counts, and by when."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.models import Task, TaskAgency
from pcmt.plans.parts import settle
from pcmt.plans.rules.shaping import PartInput, check_parts


@transaction.atomic
def shape_parts(*, task_id: int, parts: Mapping[int, PartInput], actor: Actor, at: datetime) -> int:
    """This will write the parts of some agencies, by agency, and return how many changed; only the keeper may.

    What was reported of them stays. A day that is the task's own is not written into the part.
    """
    task = obtain_task(task_id, actor)
    policy.may_change("plans.shape_parts", actor, agency_id=task.plan.agency_id).require()

    check_parts(parts)
    held = {part.agency_id: part for part in task.parties.filter(agency_id__in=set(parts))}
    if missing := parts.keys() - held.keys():
        raise NotFound(f"{len(missing)} cơ quan không có phần việc trong nhiệm vụ.")

    changed = {
        agency_id: _told(part) for agency_id, part in held.items() if agency_id and _fill(task, part, parts[agency_id])
    }
    settle(task)

    if changed:
        record(
            action="plans.shape_parts",
            subject=f"task:{task.id}",
            actor=actor,
            at=at,
            after={"parts": {str(agency_id): told for agency_id, told in changed.items()}},
        )
    return len(changed)


def _fill(task: Task, part: TaskAgency, said: PartInput) -> bool:
    due_on = None if part.due_on is None and said.due_on == task.due_on else said.due_on
    words = said.words.strip()
    if (part.words, part.weight, part.due_on) == (words, said.weight, due_on):
        return False
    part.words, part.weight, part.due_on = words, said.weight, due_on
    part.save(update_fields=["words", "weight", "due_on"])
    return True


def _told(part: TaskAgency) -> dict[str, object]:
    return {"weight": part.weight, "due_on": part.due_on.isoformat() if part.due_on else None}
