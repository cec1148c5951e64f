"""What a document asked for, as targets and tasks, and the order in which it asked."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from pcmt.documents import queries as documents
from pcmt.plans.models import Target, Task
from pcmt.plans.rules.answers import TargetView
from pcmt.plans.rules.task_answers import TaskView
from pcmt.plans.showing import target_views
from pcmt.plans.showing_tasks import task_views
from pcmt.plans.states import NOT_ISSUED


def targets_from(document_id: int, anchor: str | None = None) -> tuple[TargetView, ...]:
    """This will list the targets that a document, or one provision of it, asked for, first or again."""
    issued = Target.objects.exclude(plan__state__in=NOT_ISSUED)
    return target_views(issued.filter(_asked_by(document_id, anchor)).distinct())


def tasks_from(document_id: int, anchor: str | None = None, on: date | None = None) -> tuple[TaskView, ...]:
    """This will list the tasks that a document, or one provision of it, gave, first or again."""
    issued = Task.objects.exclude(plan__state__in=NOT_ISSUED)
    return task_views(issued.filter(_asked_by(document_id, anchor)).distinct(), on)


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


def _asked_by(document_id: int, anchor: str | None) -> Q:
    # An anchor means one text; without one, what any version of the act asked for is asked for by the act.
    texts = {document_id} if anchor is not None else documents.family(document_id)
    first, again = Q(source_document_id__in=texts), Q(sources__document_id__in=texts)
    if anchor is not None:
        first, again = first & Q(anchor=anchor), again & Q(sources__anchor=anchor)
    return first | again
