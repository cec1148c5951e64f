"""How plans follow when areas and agencies change (a follower of pcmt.areas.ports).

A task stays with the agency that the document names; those who do its work now answer for it, so nothing is rewritten.
A target for an area that ends may go over to the one that took in all of it, where a planner so chooses. Registrations
and shares of communes go over by themselves (roadmap_following.py), and so do the leads of parts and the requests for
plans (agency_following.py).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.areas.ports import Course, Followed, Touched
from pcmt.areas.ports.losses import Losses
from pcmt.areas.ports.memento import Memento, take_back
from pcmt.kernel.actor import Actor
from pcmt.plans.agency_following import ASKED, LED, follow_leads, follow_requests
from pcmt.plans.models import Target, TaskAgency
from pcmt.plans.roadmap_following import GIVEN, TOLD, follow_registrations, follow_shares
from pcmt.rulebook.queries import book

KEEP, MOVE = "keep", "move"
SHOWN = 100


class PlansFollow:
    """The follower of this package."""

    name = "plans"
    label = "Chỉ tiêu, nhiệm vụ"
    rows: Mapping[str, str] = {
        "plans.Target": "chỉ tiêu",
        "plans.TaskAgency": "nhiệm vụ được giao",
        "plans.RoadmapEntry": TOLD,
        "plans.Share": GIVEN,
        "plans.PlanItem": LED,
        "plans.PlanAsked": ASKED,
    }

    def follow(self, course: Course, choices: Mapping[str, str], *, actor: Actor, at: datetime) -> Followed:
        """This will tell whose tasks are answered by whom, and move targets where that was chosen."""
        memento = Memento()
        targets = _follow_targets(course, choices, memento)
        divided = (*follow_registrations(course, memento), *follow_shares(course, memento))
        handed = (*follow_leads(course, memento), *follow_requests(course, memento))
        return Followed((*targets, *divided, *handed, *_tasks(course)), memento.rows)

    def unfollow(
        self, course: Course, memento: list[dict[str, Any]], losses: Losses, *, actor: Actor, at: datetime
    ) -> None:
        """This will put moved targets, registrations, shares, leads and requests back."""
        take_back(memento, losses)

    def settle(self, course: Course, *, undone: bool, at: datetime) -> None:
        """This will do nothing: nothing here is derived from the map."""


FOLLOWER = PlansFollow()


def _follow_targets(course: Course, choices: Mapping[str, str], memento: Memento) -> tuple[Touched, ...]:
    rows = Target.objects.filter(
        scope_area_id__in=course.ended, state=Target.State.ACTIVE, by_last_day__gte=course.on
    ).order_by("pk")
    names = areas.last_seen({one.new_id for one in course.passings} | set(course.ended), course.on)
    found = []
    for target in rows:
        key, label = f"target:{target.pk}", f"{target.subject[:120]} ({names[target.scope_area_id].full_name})"
        whole = [one.new_id for one in course.passings if one.old_id == target.scope_area_id and one.whole]
        if not whole:
            told = "địa bàn kết thúc; giữ nguyên, cần giao lại cho địa bàn mới"
            found.append(Touched(key, label, told, warning=True))
            continue
        new = names[whole[0]].full_name
        options = ((KEEP, "Giữ theo địa bàn cũ"), (MOVE, f"Chuyển sang {new}"))
        chosen = choices.get(key, KEEP)
        chosen = chosen if chosen in dict(options) else KEEP
        if chosen == MOVE:
            memento.change(f"chỉ tiêu “{target.subject[:60]}”", target, scope_area_id=whole[0])
        effect = f"chuyển sang {new}" if chosen == MOVE else "giữ theo địa bàn cũ, không so được từ ngày sự kiện"
        found.append(Touched(key, label, effect, chosen == KEEP, key=key, options=options, chosen=chosen))
    return tuple(found)


def _tasks(course: Course) -> tuple[Touched, ...]:
    eve = course.on - timedelta(days=1)
    there = agencies.agencies_by_id(agencies.seated_in(course.ended, eve), eve)
    ended = {agency_id for agency_id in there if agency_id not in agencies.agencies_by_id(there, course.on)}
    heirs = agencies.heirs(ended, course.on)
    names = agencies.agencies_by_id(heirs.values(), course.on)
    open_states = [code for code, state in book().lifecycle("task").states.items() if not _is_end(code)]
    rows = TaskAgency.objects.filter(agency_id__in=ended, task__state__in=open_states).select_related("task")
    found = []
    for party in rows.order_by("task_id", "pk")[:SHOWN]:
        heir = names.get(heirs.get(party.agency_id or 0, 0))
        told = f"{heir.name} thực hiện tiếp" if heir else "không còn cơ quan thực hiện; cần giao lại"
        label = f"{party.task.title[:120]} ({there[party.agency_id or 0].name})"
        found.append(Touched(f"task:{party.task_id}", label, told, warning=heir is None))
    return tuple(found)


def _is_end(state: str) -> bool:
    """Whether nothing moves on from a state."""
    return not any(state in move.sources for move in book().lifecycle("task").moves.values())
