"""What a plan must be for its parts to change, and the lifecycle that moves it."""

from datetime import date

from pcmt.kernel.lifecycle import Lifecycle
from pcmt.kernel.refusal import Refusal
from pcmt.plans.models import Plan
from pcmt.plans.rules.naming import flaw_of_title
from pcmt.plans.states import PLAN_ACTIVE, PLAN_DRAFT
from pcmt.rulebook.queries import book

CHANGING = (PLAN_DRAFT, PLAN_ACTIVE)


class CannotChange(Refusal):
    """This will say why a plan, or a part of it, is not changed."""

    code = "cannot_change_plan"


def lifecycle() -> Lifecycle:
    """This will give the states of plans and their moves."""
    return book().lifecycle("plan")


def refuse_closed(plan: Plan) -> None:
    """This will refuse a change of a plan that has ended, was replaced or was given up as a draft."""
    if plan.state not in CHANGING:
        label = lifecycle().states[plan.state].label.lower()
        raise CannotChange(f"Kế hoạch này {label}, không sửa nữa.", where=f"plan:{plan.pk}")


def refuse_title(title: str) -> str:
    """This will give a plan's title with single spaces; CannotChange where it is empty or too long for one."""
    if flaw := flaw_of_title(title):
        raise CannotChange("Tên kế hoạch chưa dùng được.", fields={"title": flaw})
    return " ".join(title.split())


def refuse_kind(kind: str) -> None:
    """This will refuse a kind of plan that there is not."""
    if kind not in Plan.Kind.values:
        raise CannotChange("Loại kế hoạch không có trong danh mục.", fields={"kind": "Chọn một loại trong danh sách."})


def refuse_horizon(horizon: tuple[date, date]) -> None:
    """This will refuse days of which the last comes before the first."""
    if horizon[1] < horizon[0]:
        raise CannotChange(
            "Kế hoạch kết thúc trước khi bắt đầu.", fields={"horizon_to": "Ngày kết thúc phải từ ngày bắt đầu trở đi."}
        )


def ground_of(plan: Plan) -> int:
    """This will give the document on which a plan stands: its own, before it is issued the one that it carries out."""
    held = plan.document_id or plan.rests_on_id
    if held is None:  # a constraint of the table forbids it
        raise CannotChange("Kế hoạch không dựa trên văn bản nào.", where=f"plan:{plan.pk}")
    return held
