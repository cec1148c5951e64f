"""Say what is planned, allotted and spent for a plan or a part of it."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan
from pcmt.plans.keeping import CannotChange, refuse_closed
from pcmt.plans.models import BudgetLine
from pcmt.plans.rules.items import BudgetInput, Money, check_budget


@transaction.atomic
def set_budget(*, plan_id: int, line: BudgetInput, actor: Actor, at: datetime) -> None:
    """This will write the line of a fund and year, in whole đồng; where no figure is said, the line is taken away.

    Raises BadBudget with the fields that are wrong, and CannotChange where the part is none of the plan's.
    """
    plan = obtain_plan(plan_id, "plans.set_budget", actor)

    refuse_closed(plan)
    check_budget(line, years=range(plan.horizon_from.year, plan.horizon_to.year + 1))
    if line.item is not None and not plan.items.filter(id=line.item).exists():
        raise CannotChange("Mục này không thuộc kế hoạch.", fields={"item": "Chọn một mục của kế hoạch này."})

    there = BudgetLine.objects.filter(plan=plan, item_id=line.item, fund=line.fund, year=line.year)
    held = there.first()
    before = Money(held.planned, held.allotted, held.spent) if held else Money()
    told = {"planned": line.money.planned, "allotted": line.money.allotted, "spent": line.money.spent}
    if line.money.is_empty:
        there.delete()
    else:
        BudgetLine.objects.update_or_create(plan=plan, item_id=line.item, fund=line.fund, year=line.year, defaults=told)

    record(
        action="plans.set_budget",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        before={"planned": before.planned, "allotted": before.allotted, "spent": before.spent},
        after={"item": line.item, "fund": line.fund, "year": line.year, **told},
    )
