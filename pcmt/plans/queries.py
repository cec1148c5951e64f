"""What may be asked of plans: typed values out, for an actor who may see them.

`target`, `task`, `targets_from` and `tasks_from` take no actor: they serve packages above, that answer for their page.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.matching import matches
from pcmt.plans.models import Plan, Target, Task, TaskProgress
from pcmt.plans.proposals import Parties, TargetProposal, TaskProposal
from pcmt.plans.proposing import Proposal, parties, propose, propose_target, propose_task
from pcmt.plans.retelling import CorrectionView, corrections, said_target, said_task
from pcmt.plans.roadmaps import (
    EntryView,
    RoadmapView,
    SharesView,
    ShareView,
    divides,
    read_roadmap,
    registered,
    registration,
    registrations,
    roadmap,
    shares,
)
from pcmt.plans.rules.answers import (
    FloorView,
    NamedIn,
    NameMatch,
    PartyView,
    PlanView,
    ProgressView,
    SourceView,
    TargetView,
    TaskCounts,
    TaskView,
)
from pcmt.plans.rules.groups import named
from pcmt.plans.rules.guess import Guess
from pcmt.plans.rules.inputs import RECURRENCES, RELATIONS, TargetInput, TaskInput
from pcmt.plans.rules.pasting import Pasted
from pcmt.plans.rules.recurrence import Deadline, deadlines
from pcmt.plans.rules.registering import Registration, YearSum
from pcmt.plans.rules.sameness import Known
from pcmt.plans.rules.sharing import SumCheck
from pcmt.plans.showing import target_views, task_views
from pcmt.plans.states import FINISHED, OPEN
from pcmt.plans.targets import seen_target, target, targets
from pcmt.plans.timings import TaskTiming, task_timings
from pcmt.plans.verdicts import verdict

__all__ = [
    "RECURRENCES",
    "RELATIONS",
    "CorrectionView",
    "Deadline",
    "EntryView",
    "FloorView",
    "Guess",
    "Known",
    "NameMatch",
    "NamedIn",
    "Parties",
    "PartyView",
    "Pasted",
    "PlanView",
    "ProgressView",
    "Proposal",
    "Registration",
    "RoadmapView",
    "ShareView",
    "SharesView",
    "SourceView",
    "SumCheck",
    "TargetInput",
    "TargetProposal",
    "TargetView",
    "TaskCounts",
    "TaskInput",
    "TaskProposal",
    "TaskTiming",
    "TaskView",
    "YearSum",
    "answers_for",
    "corrections",
    "deadlines",
    "divides",
    "in_document_order",
    "name_matches",
    "named",
    "parties",
    "plan",
    "plan_of",
    "plans",
    "plans_by_document",
    "progress",
    "propose",
    "propose_target",
    "propose_task",
    "read_roadmap",
    "registered",
    "registration",
    "registrations",
    "roadmap",
    "said_target",
    "said_task",
    "seen_target",
    "seen_task",
    "shares",
    "target",
    "targets",
    "targets_from",
    "task",
    "task_counts",
    "task_timings",
    "tasks",
    "tasks_from",
    "verdict",
]

SOON = timedelta(days=7)


def plans(actor: Actor) -> tuple[PlanView, ...]:
    """This will list the plans, newest horizon first, with how many targets and tasks each holds."""
    if not policy.may_view(actor):
        return ()
    return _plan_views(Plan.objects.order_by("state", "-horizon_from", "-id"))


def plan(actor: Actor, plan_id: int) -> PlanView:
    """This will give one plan; NotFound where the actor may not see it."""
    found = _plan_views(Plan.objects.filter(id=plan_id)) if policy.may_view(actor) else ()
    if not found:
        raise NotFound("Không tìm thấy kế hoạch.")
    return found[0]


def plan_of(document_id: int) -> int | None:
    """This will give the plan that a document, in any of its versions, was adopted as, None where it was not."""
    return Plan.objects.filter(document_id__in=documents.family(document_id)).values_list("id", flat=True).first()


def plans_by_document(actor: Actor, document_ids: Iterable[int]) -> dict[int, int]:
    """This will give the plans that these documents were adopted as, by document."""
    if not policy.may_view(actor):
        return {}
    return dict(Plan.objects.filter(document_id__in=set(document_ids)).values_list("document_id", "id"))


def targets_from(document_id: int, anchor: str | None = None) -> tuple[TargetView, ...]:
    """This will list the targets that a document, or one provision of it, asked for, first or again."""
    return target_views(Target.objects.filter(_asked_by(document_id, anchor)).distinct())


def tasks(
    actor: Actor,
    plan_id: int | None = None,
    agency_ids: Collection[int] | None = None,
    state: str | None = None,
    on: date | None = None,
) -> tuple[TaskView, ...]:
    """This will list the tasks that the actor may see, soonest due first.

    state: one of the lifecycle's, or "overdue" (open and past its day); `on` is the day against which late is told.
    """
    found = _seen(actor)
    found = found.filter(plan_id=plan_id) if plan_id is not None else found
    found = found.filter(parties__agency_id__in=agency_ids).distinct() if agency_ids is not None else found
    if state == "overdue":
        found = found.filter(state__in=OPEN, due_on__lt=on) if on else found.none()
    elif state is not None:
        found = found.filter(state=state)
    views = task_views(found, on)
    return tuple(sorted(views, key=lambda view: (not view.is_open, view.due_on or date.max, view.id)))


def task(task_id: int, on: date | None = None) -> TaskView:
    """This will give one task, not told whether it is late unless a day is given; NotFound where there is none."""
    found = task_views(Task.objects.filter(id=task_id), on)
    if not found:
        raise NotFound("Không tìm thấy nhiệm vụ.", where=f"task:{task_id}")
    return found[0]


def seen_task(actor: Actor, task_id: int, *, on: date) -> TaskView:
    """This will give one task to an actor who may see it; NotFound otherwise."""
    found = task_views(_seen(actor).filter(id=task_id), on)
    if not found:
        raise NotFound("Không tìm thấy nhiệm vụ.")
    return found[0]


def tasks_from(document_id: int, anchor: str | None = None, on: date | None = None) -> tuple[TaskView, ...]:
    """This will list the tasks that a document, or one provision of it, gave, first or again."""
    return task_views(Task.objects.filter(_asked_by(document_id, anchor)).distinct(), on)


def task_counts(actor: Actor, on: date) -> TaskCounts:
    """This will count the tasks that the actor may see: open, late, due within a week, done."""
    counts = _seen(actor).aggregate(
        open=Count("id", filter=Q(state__in=OPEN), distinct=True),
        overdue=Count("id", filter=Q(state__in=OPEN, due_on__lt=on), distinct=True),
        due_soon=Count("id", filter=Q(state__in=OPEN, due_on__gte=on, due_on__lte=on + SOON), distinct=True),
        done=Count("id", filter=Q(state=FINISHED), distinct=True),
    )
    return TaskCounts(**counts)


def in_document_order(
    found: Iterable[TargetView | TaskView], *, first: int | None = None
) -> dict[str, tuple[int, int, int]]:
    """This will tell the place of targets and tasks in their documents, by reference, to be sorted by.

    first: the document that goes before the others, mostly the plan's own; then the one registered first.
    """
    views = list(found)
    starts = documents.starts(one.suggestion_id for one in views if one.suggestion_id)
    last = max(starts.values(), default=0) + 1
    return {
        one.reference: (
            0 if one.document_id == first else one.document_id,
            starts.get(one.suggestion_id or 0, last),
            one.id,
        )
        for one in views
    }


def name_matches(actor: Actor, plan_id: int, *, on: date) -> tuple[NameMatch, ...]:
    """This will list the names in a plan's open tasks that tell one registered agency by now; NotFound where unseen."""
    return matches(plan(actor, plan_id).id, on=on)


def progress(task_id: int) -> tuple[ProgressView, ...]:
    """This will list what the agencies said of a task, newest first."""
    said = list(TaskProgress.objects.filter(task_id=task_id))
    names = agencies.agencies_by_id({row.agency_id for row in said})
    return tuple(ProgressView(names[row.agency_id].name, row.percent, row.words, row.at, row.person_id) for row in said)


def answers_for(actor: Actor, view: TaskView, permission: str = "plans.record_progress") -> int | None:
    """This will give the agency in the task for which the actor may report, None where it is none."""
    parties: Iterable[PartyView] = (*view.leads, *view.supports)
    return policy.acts_for(permission, actor, [party.agency_id for party in parties if party.agency_id is not None])


def _asked_by(document_id: int, anchor: str | None) -> Q:
    # An anchor means one text; without one, what any version of the act asked for is asked for by the act.
    texts = {document_id} if anchor is not None else documents.family(document_id)
    first, again = Q(source_document_id__in=texts), Q(sources__document_id__in=texts)
    if anchor is not None:
        first, again = first & Q(anchor=anchor), again & Q(sources__anchor=anchor)
    return first | again


def _seen(actor: Actor) -> QuerySet[Task]:
    if not policy.may_view(actor):
        return Task.objects.none()
    reach = policy.tasks_reach(actor)
    return Task.objects.all() if reach is None else Task.objects.filter(parties__agency_id__in=reach).distinct()


def _plan_views(found: QuerySet[Plan]) -> tuple[PlanView, ...]:
    rows = list(
        found.annotate(
            targets_count=Count("targets", filter=Q(targets__state=Target.State.ACTIVE), distinct=True),
            tasks_count=Count("tasks", filter=~Q(tasks__state="withdrawn"), distinct=True),
            tasks_done=Count("tasks", filter=Q(tasks__state=FINISHED), distinct=True),
        )
    )
    heads = documents.labels(row.document_id for row in rows)
    return tuple(
        PlanView(
            id=row.id,
            document_id=row.document_id,
            document_label=heads[row.document_id].label,
            document_number=heads[row.document_id].number,
            title=row.title,
            horizon_from=row.horizon_from,
            horizon_to=row.horizon_to,
            state=row.state,
            state_label=row.get_state_display(),
            agency_id=row.agency_id,
            targets_count=row.targets_count,
            tasks_count=row.tasks_count,
            tasks_done=row.tasks_done,
        )
        for row in rows
    )
