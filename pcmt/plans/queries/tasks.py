"""Tasks as they are read: many, one, how far they are and who answers for them."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.access import acting_first, seen_tasks
from pcmt.plans.counting import counted_once
from pcmt.plans.matching import matches
from pcmt.plans.models import Task
from pcmt.plans.queries.plans import plan
from pcmt.plans.rules.answers import NameMatch
from pcmt.plans.rules.task_answers import TaskCounts, TaskView
from pcmt.plans.showing_tasks import task_views, views_of_tasks
from pcmt.plans.states import FINISHED, OPEN, PAUSED, REPORTED, RETURNED, STANDING
from pcmt.prepared import Prepared

SOON = timedelta(days=7)
_COUNTED_OF = Prepared(lambda agency_ids: _counted(Task.objects.all(), agency_ids))
_SEEN_OF = Prepared(
    lambda agency_ids, reach: _counted(Task.objects.filter(parties__agency_id__in=reach).distinct(), agency_ids)
)


def tasks(
    actor: Actor,
    plan_id: int | None = None,
    agency_ids: Collection[int] | None = None,
    state: str | None = None,
    on: date | None = None,
) -> tuple[TaskView, ...]:
    """This will list the tasks that the actor may see, soonest due first; of a draft only where it is asked for.

    Over all plans a duty that stands in two of them is listed once (see `counted_once`).

    state: one of the lifecycle's, or "overdue" (open and past its day); `on` is the day against which late is told.
    """
    if plan_id is None and state is None and agency_ids is not None:
        return _soonest_first(views_of_tasks(_counted_of(actor, agency_ids), on))
    found = seen_tasks(actor)
    found = found.filter(plan_id=plan_id) if plan_id is not None else counted_once(found)
    found = found.filter(parties__agency_id__in=agency_ids).distinct() if agency_ids is not None else found
    if state == "overdue":
        found = found.filter(state__in=OPEN, due_on__lt=on) if on else found.none()
    elif state is not None:
        found = found.filter(state=state)
    return _soonest_first(task_views(found, on))


def _soonest_first(views: tuple[TaskView, ...]) -> tuple[TaskView, ...]:
    return tuple(sorted(views, key=lambda view: (not view.is_open, view.due_on or date.max, view.id)))


def _counted_of(actor: Actor, agency_ids: Collection[int]) -> list[Task]:
    """The tasks of all plans that some agencies have a part in, with their plans: what each desk asks."""
    if not policy.may_view(actor):
        return []
    reach = policy.tasks_reach(actor)
    return _COUNTED_OF.all(list(agency_ids)) if reach is None else _SEEN_OF.all(list(agency_ids), list(reach))


def _counted(found: QuerySet[Task], agency_ids: Any) -> QuerySet[Task]:
    # Drafts are left out of the count, so whose drafts the actor sees makes no difference.
    return counted_once(found).filter(parties__agency_id__in=agency_ids).select_related("plan").distinct()


def task(task_id: int, on: date | None = None) -> TaskView:
    """This will give one task, not told whether it is late unless a day is given; NotFound where there is none."""
    found = task_views(Task.objects.filter(id=task_id), on)
    if not found:
        raise NotFound("Không tìm thấy nhiệm vụ.", where=f"task:{task_id}")
    return found[0]


def seen_task(actor: Actor, task_id: int, *, on: date) -> TaskView:
    """This will give one task to an actor who may see it; NotFound otherwise."""
    found = task_views(seen_tasks(actor).filter(id=task_id), on)
    if not found:
        raise NotFound("Không tìm thấy nhiệm vụ.")
    return found[0]


def tasks_by_id(actor: Actor, task_ids: Collection[int], *, on: date) -> tuple[TaskView, ...]:
    """This will give some tasks that the actor may see, soonest due first; the others are left out."""
    views = task_views(seen_tasks(actor).filter(id__in=task_ids), on) if task_ids else ()
    return tuple(sorted(views, key=lambda view: (view.due_on or date.max, view.id)))


def titles(actor: Actor, plan_id: int) -> tuple[tuple[int, str], ...]:
    """This will list the tasks of a plan that have not ended, as identifier and title, to be chosen among."""
    found = seen_tasks(actor).filter(plan_id=plan_id, state__in=STANDING).order_by("id")
    return tuple(found.values_list("id", "title"))


def task_counts(actor: Actor, on: date) -> TaskCounts:
    """This will count the tasks that the actor may see: open, late, due within a week, done."""
    counts = counted_once(seen_tasks(actor)).aggregate(
        open=Count("id", filter=Q(state__in=OPEN), distinct=True),
        overdue=Count("id", filter=Q(state__in=OPEN, due_on__lt=on), distinct=True),
        due_soon=Count("id", filter=Q(state__in=OPEN, due_on__gte=on, due_on__lte=on + SOON), distinct=True),
        done=Count("id", filter=Q(state=FINISHED), distinct=True),
        reported=Count("id", filter=Q(state=REPORTED), distinct=True),
        returned=Count("id", filter=Q(state=RETURNED), distinct=True),
        paused=Count("id", filter=Q(state=PAUSED), distinct=True),
    )
    return TaskCounts(**counts)


def name_matches(actor: Actor, plan_id: int, *, on: date) -> tuple[NameMatch, ...]:
    """This will list the names in a plan's open tasks that tell one registered agency by now; NotFound where unseen."""
    return matches(plan(actor, plan_id).id, on=on)


def answers_for(actor: Actor, view: TaskView, permission: str = "plans.record_progress") -> int | None:
    """This will give the agency in the task for which the actor may report, None where it is none."""
    return acting_first(
        permission, actor, ((one.agency_id, one.state) for one in view.parties if one.agency_id is not None)
    )
