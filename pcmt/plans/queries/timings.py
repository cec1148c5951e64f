"""When tasks fell due and when they were done, for those above who count them; asks for no actor, tells no words."""

from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.plans.models import Task, TaskAgency
from pcmt.plans.states import FINISHED, NOT_ISSUED, PAUSED, WITHDRAWN


@dataclass(frozen=True)
class TaskTiming:
    """A task with its last day, the day on which it was done (None while it is not), and where its leads are at home.

    finished_on: the day of the last report that was accepted; how long it waited for that is not the agencies' delay.
    agencies: its registered leads, those who go on for ended ones in their place. Bodies that are asked and not ordered
    (đề nghị) are left out, and a task that only such bodies lead does not count.
    """

    id: int
    due_on: date
    finished_on: date | None
    agencies: frozenset[int]
    areas: frozenset[int]

    @property
    def is_on_time(self) -> bool:
        """Whether it was done by its last day."""
        return self.finished_on is not None and self.finished_on <= self.due_on

    def is_waiting(self, on: date) -> bool:
        """Whether it may still be done in time, seen from a day."""
        return self.finished_on is None and self.due_on >= on


def task_timings(first: date, last: date, on: date) -> tuple[TaskTiming, ...]:
    """This will list the tasks that fall due between two days, both included, without those withdrawn or put off."""
    rows = {
        pk: (due_on, finished_on if state == FINISHED else None)
        for pk, due_on, finished_on, state in Task.objects.filter(due_on__gte=first, due_on__lte=last)
        .exclude(state__in=(PAUSED, WITHDRAWN))
        .exclude(plan__state__in=NOT_ISSUED)
        .values_list("id", "due_on", "finished_on", "state")
    }
    leads = TaskAgency.objects.filter(task_id__in=rows, role=TaskAgency.Role.LEAD, agency__isnull=False)
    pairs = list(leads.values_list("task_id", "agency_id")) if rows else []
    if not pairs:
        return ()
    heirs = agencies.heirs({agency_id for _, agency_id in pairs if agency_id}, on)
    doing = [(task_id, heirs.get(agency_id, agency_id)) for task_id, agency_id in pairs if agency_id]
    homes = agencies.agencies_by_id({agency_id for _, agency_id in doing})
    answering: dict[int, set[int]] = {}
    for task_id, agency_id in doing:
        if agency_id in homes and not homes[agency_id].party_line:
            answering.setdefault(task_id, set()).add(agency_id)
    return tuple(
        TaskTiming(task_id, due_on, rows[task_id][1], frozenset(ids), frozenset(homes[one].area_id for one in ids))
        for task_id, ids in sorted(answering.items())
        if (due_on := rows[task_id][0])
    )
