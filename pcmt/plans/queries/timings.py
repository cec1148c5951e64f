"""When tasks fell due and when they were done, for those above who count them; asks for no actor, tells no words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.plans.counting import counted_once
from pcmt.plans.models import Task, TaskAgency, TaskProgress
from pcmt.plans.states import FINISHED, PAUSED, WITHDRAWN


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
    """This will list the tasks that fall due between two days, both included, without those withdrawn or put off.

    What was let pass before more time was asked for falls due on the day let pass.
    Of a task that returns, each day for which a lead's report was accepted stands for itself.
    """
    judged = counted_once(Task.objects.all()).annotate(judged_on=Coalesce("missed_on", "due_on"))
    asked = judged.filter(judged_on__gte=first, judged_on__lte=last).exclude(state__in=(PAUSED, WITHDRAWN))
    ends = {
        pk: (due_on, finished_on if state == FINISHED else None)
        for pk, due_on, finished_on, state in asked.values_list("id", "judged_on", "finished_on", "state")
        if due_on
    }
    found = [(task_id, agency_id, *ends[task_id]) for task_id, agency_id in _leads(ends)] + _rounds(first, last)
    heirs = agencies.heirs({agency_id for _, agency_id, _, _ in found}, on) if found else {}
    homes = agencies.agencies_by_id({heirs.get(one[1], one[1]) for one in found}) if found else {}
    answering: dict[tuple[int, date, date | None], set[int]] = {}
    for task_id, agency_id, due_on, finished_on in found:
        doing = homes.get(heirs.get(agency_id, agency_id))
        if doing is not None and not doing.party_line:
            answering.setdefault((task_id, due_on, finished_on), set()).add(doing.id)
    return tuple(
        TaskTiming(task_id, due_on, finished_on, frozenset(ids), frozenset(homes[one].area_id for one in ids))
        for (task_id, due_on, finished_on), ids in sorted(answering.items(), key=lambda one: one[0][:2])
    )


def _leads(task_ids: Collection[int]) -> list[tuple[int, int]]:
    """The registered leads of some tasks, each as task and agency."""
    leads = TaskAgency.objects.filter(task_id__in=task_ids, role=TaskAgency.Role.LEAD, agency__isnull=False)
    rows = leads.values_list("task_id", "agency_id") if task_ids else ()
    return [(task_id, agency_id) for task_id, agency_id in rows if agency_id]


def _rounds(first: date, last: date) -> list[tuple[int, int, date, date | None]]:
    """The days gone by of tasks that return, each with the day of the lead's report that was accepted for it."""
    of_lead = Q(task__parties__role=TaskAgency.Role.LEAD, task__parties__agency=F("agency"))
    said = TaskProgress.objects.filter(
        of_lead, for_day__gte=first, for_day__lte=last, verdict=TaskProgress.Verdict.ACCEPTED
    ).exclude(task__state__in=(PAUSED, WITHDRAWN, FINISHED))
    rows = said.values_list("task_id", "agency_id", "for_day", "at")
    return [(task, agency, day, localdate(at)) for task, agency, day, at in rows if agency and day]
