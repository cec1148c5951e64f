"""Who leads and who helps, written down for a task, by the verbs that say it."""

from collections.abc import Iterator

from pcmt.plans.models import Task, TaskAgency
from pcmt.plans.rules.inputs import TaskInput

LONGEST_WORDS = 255
WEIGHTS = {"lead": 1, "support": 0}
"""What a part counts unless the keeper says otherwise: who helps does not keep a task from being finished."""


def seat(task: Task, said: TaskInput) -> None:
    """This will give a task that has nobody yet its agencies, and the document's words for groups and strangers."""
    TaskAgency.objects.bulk_create(_seats(task, said))


def reseat(task: Task, said: TaskInput) -> None:
    """This will give a task other agencies; who stays keeps their part, with what was reported of it."""
    held = {part.agency_id: part for part in task.parties.filter(agency__isnull=False)}
    wanted = list(_seats(task, said))
    staying = {seat.agency_id for seat in wanted if seat.agency_id and seat.agency_id in held}
    task.parties.exclude(agency_id__in=staying).delete()
    task.parties.filter(agency=None).delete()
    for one in wanted:
        part = held.get(one.agency_id) if one.agency_id else None
        if part is None:
            one.save()
            continue
        if part.role != one.role:
            part.role, part.weight = one.role, one.weight
        part.as_written = one.as_written
        part.save(update_fields=["role", "weight", "as_written"])


def _seats(task: Task, said: TaskInput) -> Iterator[TaskAgency]:
    group_of = {agency: name for name, members in reversed(said.groups) for agency in members}
    for role, ids, written in (("lead", said.leads, said.lead_words), ("support", said.supports, said.support_words)):
        for agency in ids:
            words = group_of.get(agency, "")[:LONGEST_WORDS]
            yield TaskAgency(task=task, agency_id=agency, role=role, as_written=words, weight=WEIGHTS[role])
        for name in written:
            if name.strip():
                yield TaskAgency(task=task, as_written=name.strip(), role=role, weight=WEIGHTS[role])
