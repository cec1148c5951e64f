"""The same duty in the plan above and in an agency's own: reported once, above, and told below."""

from collections.abc import Collection

from pcmt.kernel.refusal import Refusal
from pcmt.plans.models import Task
from pcmt.plans.states import WITHDRAWN


class ReportedAbove(Refusal):
    """This will say that a duty is reported in the plan above, whose part the agency has."""

    code = "reported_above"


def above_of(task: Task, agency_ids: Collection[int]) -> Task | None:
    """This will give the task of the plan above that a task carries out and in which one of the agencies has a part."""
    if task.carries_id is None or task.plan.parent_id is None:
        return None
    found = Task.objects.filter(id=task.carries_id, plan_id=task.plan.parent_id, parties__agency_id__in=agency_ids)
    return found.exclude(state=WITHDRAWN).select_related("plan").first()


def refuse_copy(task: Task, agency_id: int) -> None:
    """This will refuse with ReportedAbove what is said of a copy: the word would not reach who gave the duty."""
    above = above_of(task, [agency_id])
    if above is not None:
        raise ReportedAbove(
            f"Nhiệm vụ này được giao trong kế hoạch cấp trên “{above.plan.title}” và báo cáo ở đó.",
            remedy="Mở nhiệm vụ ở kế hoạch cấp trên để báo cáo; trạng thái ở đây thay đổi theo.",
        )
