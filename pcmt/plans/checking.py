"""What a target or task must fulfil against the registers, whichever verb brings it."""

from datetime import datetime

from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.kernel.refusal import Refusal
from pcmt.plans.rules.inputs import BadTarget, TargetInput, TaskInput, check_target, check_task
from pcmt.plans.scoping import communes_of, is_part
from pcmt.rulebook.queries import book


class UnknownAgency(Refusal):
    """This will say that an agency of a task is not in the register."""

    code = "unknown_agency"


def refuse_unmeasurable(target: TargetInput, at: datetime) -> None:
    """This will refuse a target that cannot be measured as said, or whose indicator or area there is not that day."""
    check_target(target)
    if target.indicator:
        book().indicator(target.indicator, localdate(at))
    areas.area(target.scope_area_id, localdate(at))
    if is_part(target) and not communes_of(target, localdate(at)):
        raise BadTarget(
            "Không có xã, phường nào thuộc phạm vi này.",
            fields={"scope": "Chọn khu vực hoặc loại đang có xã, phường trên bản đồ hiện nay."},
        )


def refuse_unassignable(task: TaskInput) -> None:
    """This will refuse a task that says nothing, that nobody leads, or that names an agency not in the register."""
    check_task(task)
    wanted = {*task.leads, *task.supports}
    if len(agencies.agencies_by_id(wanted)) != len(wanted):
        raise UnknownAgency("Có cơ quan không còn trong danh mục.", fields={"leads": "Chọn lại cơ quan."})
