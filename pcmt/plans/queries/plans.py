"""Plans as they are read."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.access import seen_plans, seen_within
from pcmt.plans.keeping import ground_of, lifecycle
from pcmt.plans.models import Plan, Target
from pcmt.plans.rules.answers import PlanView, TargetView
from pcmt.plans.rules.task_answers import TaskView
from pcmt.plans.states import FINISHED, PLAN_ACTIVE
from pcmt.prepared import Prepared

LONGEST_ID = 18  # digits
NEWEST_FIRST = ("state", "-horizon_from", "-id")
_EVERY = Prepared(lambda: _counted(Plan.objects.order_by(*NEWEST_FIRST)))
_SEEN = Prepared(lambda reach: _counted(Plan.objects.filter(seen_within(reach)).order_by(*NEWEST_FIRST)))


def plans(actor: Actor) -> tuple[PlanView, ...]:
    """This will list the plans, newest horizon first, with how many targets and tasks each holds."""
    if not policy.may_view(actor):
        return ()
    reach = policy.drafts_reach(actor)
    return _views(_EVERY.all() if reach is None else _SEEN.all(list(reach)))


def plan(actor: Actor, plan_id: int) -> PlanView:
    """This will give one plan; NotFound where the actor may not see it."""
    found = plan_views(Plan.objects.filter(seen_plans(actor), id=plan_id)) if policy.may_view(actor) else ()
    if not found:
        raise NotFound("Không tìm thấy kế hoạch.")
    return found[0]


def may_keep(actor: Actor, view: PlanView | TargetView | TaskView, permission: str) -> bool:
    """This will tell whether the actor may do this with a plan or with what stands in it, as far as its keeper goes."""
    keeper_id = view.agency_id if isinstance(view, PlanView) else view.keeper_id
    return bool(policy.may_change(permission, actor, agency_id=keeper_id))


def may_begin_from(actor: Actor, view: PlanView) -> bool:
    """This will tell whether the actor could carry a plan out by one of their own agency."""
    return (
        view.state == PLAN_ACTIVE
        and view.agency_id not in actor.own_agencies
        and bool(policy.may_adopt("plans.begin_plan_from", actor))
    )


def plan_named(actor: Actor, words: str) -> int | None:
    """This will give the plan that words name, by its identifier or its document's number; None where they name none.

    Of several documents under one number, the number alone tells none.
    """
    said = words.strip()
    if said.isascii() and said.isdigit() and len(said) < LONGEST_ID:
        return next((one.id for one in plans(actor) if one.id == int(said)), None)
    document = documents.named_in(actor, said)
    return plan_of(document.id) if document and policy.may_view(actor) else None


def plan_of(document_id: int) -> int | None:
    """This will give the plan that a document, in any of its versions, was adopted as, None where it was not."""
    return Plan.objects.filter(document_id__in=documents.family(document_id)).values_list("id", flat=True).first()


def plans_by_document(actor: Actor, document_ids: Iterable[int]) -> dict[int, int]:
    """This will give the plans that these documents were adopted as, by document."""
    if not policy.may_view(actor):
        return {}
    found = Plan.objects.filter(document_id__in=set(document_ids)).values_list("document_id", "id")
    return {document_id: plan_id for document_id, plan_id in found if document_id is not None}


def plan_views(found: QuerySet[Plan]) -> tuple[PlanView, ...]:
    """This will give plans with their counts and documents, in the order of the rows, in two questions."""
    return _views(list(_counted(found)))


def _counted(found: QuerySet[Plan]) -> QuerySet[Plan]:
    return found.annotate(
        targets_count=Count("targets", filter=Q(targets__state=Target.State.ACTIVE), distinct=True),
        tasks_count=Count("tasks", filter=~Q(tasks__state="withdrawn"), distinct=True),
        tasks_done=Count("tasks", filter=Q(tasks__state=FINISHED), distinct=True),
    )


def _views(rows: Sequence[Any]) -> tuple[PlanView, ...]:
    heads = documents.labels(one for row in rows for one in (row.document_id, row.rests_on_id) if one is not None)
    return tuple(
        PlanView(
            id=row.id,
            document_id=row.document_id,
            document_label=heads[row.document_id].label if row.document_id else "",
            document_number=heads[row.document_id].number if row.document_id else "",
            title=row.title,
            horizon_from=row.horizon_from,
            horizon_to=row.horizon_to,
            state=row.state,
            state_label=lifecycle().states[row.state].label.lower(),
            tone=lifecycle().states[row.state].tone,
            kind=row.kind,
            kind_label=row.get_kind_display(),
            agency_id=row.agency_id,
            ground_id=ground_of(row),
            ground_label=heads[ground_of(row)].label,
            parent_id=row.parent_id,
            follows_id=row.follows_id,
            draft_id=row.draft_id,
            targets_count=row.targets_count,
            tasks_count=row.tasks_count,
            tasks_done=row.tasks_done,
        )
        for row in rows
    )
