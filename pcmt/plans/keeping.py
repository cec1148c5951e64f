"""What a plan must be for its parts to change, and the lifecycle that moves it."""

from pcmt.kernel.lifecycle import Lifecycle
from pcmt.kernel.refusal import Refusal
from pcmt.plans.models import Plan
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


def ground_of(plan: Plan) -> int:
    """This will give the document on which a plan stands: its own, before it is issued the one that it carries out."""
    held = plan.document_id or plan.rests_on_id
    if held is None:  # a constraint of the table forbids it
        raise CannotChange("Kế hoạch không dựa trên văn bản nào.", where=f"plan:{plan.pk}")
    return held
