"""Tasks counted once: the same duty stands in the plan above and in an agency's own, or in last year's and this."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from pcmt.plans.models import Task, TaskAgency
from pcmt.plans.states import NOT_ISSUED, WITHDRAWN


def counted_once(found: QuerySet[Task]) -> QuerySet[Task]:
    """This will leave out drafts' tasks, and of a duty that stands in two plans all but one.

    Where an agency's own plan carries out a task in which the agency stands itself, that of the plan above counts:
    there it is reported and accepted. Where the plan that follows goes on with a task, the newer one counts.
    """
    parts_above = TaskAgency.objects.filter(task_id=OuterRef(OuterRef("carries_id")), agency__isnull=False)
    same = TaskAgency.objects.filter(task_id=OuterRef("pk"), agency_id__in=parts_above.values("agency_id"))
    above = Q(plan__parent_id=F("carries__plan_id")) & ~Q(carries__state=WITHDRAWN)
    goes_on = Task.objects.filter(carries_id=OuterRef("pk"), plan__follows_id=OuterRef("plan_id"))
    return (
        found.exclude(plan__state__in=NOT_ISSUED)
        .exclude(above & Exists(same), carries__isnull=False)
        .exclude(Exists(goes_on.exclude(plan__state__in=NOT_ISSUED)))
    )
