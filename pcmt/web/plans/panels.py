"""What plans show on the pages of areas: the tasks of the agencies at home there."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from pcmt.agencies import queries as agencies
from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor
from pcmt.plans import queries
from pcmt.plans.queries import TaskView
from pcmt.web.areas.slots import Panel

SHOWN = 5


@dataclass(frozen=True)
class LocalTasks:
    """The tasks not ended yet, soonest due first; `more` are not shown."""

    tasks: list[TaskView]
    more: int


def area_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will list the open tasks of a commune's agencies; None where there are none, or none may be seen."""
    if area.level != "commune":
        return None
    on = timezone.localdate(at)
    at_home = [agency.id for agency in agencies.agencies(area_id=area.id, on=on)]
    found = [task for task in queries.tasks(actor, agency_ids=at_home, on=on) if task.is_open] if at_home else []
    if not found:
        return None
    return Panel("plans/area_panel.html", LocalTasks(found[:SHOWN], max(len(found) - SHOWN, 0)), "nhiem-vu", "Nhiệm vụ")
