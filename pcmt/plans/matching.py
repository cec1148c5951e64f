"""Names that stand in confirmed tasks as mere words, though one registered agency is called so by now."""

from collections.abc import Iterable
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.plans.models import TaskAgency
from pcmt.plans.proposing import members_of
from pcmt.plans.rules.answers import NamedIn, NameMatch
from pcmt.plans.states import OPEN


def matches(plan_id: int, *, on: date) -> tuple[NameMatch, ...]:
    """This will give each name of the plan's open tasks that tells one agency today, with the tasks that bear it.

    Names of groups ("các sở, ngành") tell no one agency. A task in which the agency has its place already is left out.
    """
    rows = list(
        TaskAgency.objects.filter(task__plan_id=plan_id, task__state__in=OPEN, agency__isnull=True)
        .select_related("task")
        .order_by("as_written", "task_id")
    )
    single = [name for name in dict.fromkeys(row.as_written for row in rows) if not agencies.is_group(name)]
    meant = {name: found[0] for name, found in members_of(single, on=on).items() if len(found) == 1}
    seated = set(
        TaskAgency.objects.filter(task_id__in={row.task_id for row in rows if row.as_written in meant})
        .exclude(agency=None)
        .values_list("task_id", "agency_id")
    )
    told = (NameMatch(name, one.id, one.name, _in(rows, name, one.id, seated)) for name, one in meant.items())
    return tuple(match for match in told if match.tasks)


def _in(rows: Iterable[TaskAgency], name: str, agency_id: int, seated: set[tuple[int, int]]) -> tuple[NamedIn, ...]:
    return tuple(
        NamedIn(row.task_id, row.task.title, row.Role(row.role).label)
        for row in rows
        if row.as_written == name and (row.task_id, agency_id) not in seated
    )
