"""What the plans of the made-up province ask below: parts, money, plans of communes, issued, begun and late."""

from datetime import date
from typing import Any

from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import hand, moment
from pcmt.cli.sample.registers import Commune, Province
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_items import add_items
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.ask_for_plans import ask_for_plans
from pcmt.plans.actions.begin_plan_from import begin_plan_from
from pcmt.plans.actions.record_own_plan import record_own_plan
from pcmt.plans.actions.set_budget import set_budget
from pcmt.plans.queries import BudgetInput, Money, TaskInput


def build_cascades(province: Province) -> None:
    """This will give plans their parts and money, and let communes answer what they are asked for."""
    officer = hand(province.posts["thuongtruc"], "planner")
    communes = {one.name: one for one in province.communes}
    for row in read("cascades.yaml")["plans"]:
        (plan,) = (one for one in plans.plans(officer) if one.title.startswith(row["starts"]))
        _fill(row, plan.id, communes, officer)
        for own in row["issued"]:
            _issued(own, plan.id, communes[own["commune"]], officer)
        for own in row["begun"]:
            post = communes[own["commune"]].posts[own["by"]]
            begin_plan_from(parent_id=plan.id, actor=hand(post, "unit_planner"), at=moment(own["at"]))


def _fill(row: dict[str, Any], plan_id: int, communes: dict[str, Commune], officer: Actor) -> None:
    at = moment(row["at"])
    shown = plans.parts_shown(officer, plan_id, at.date()).proposals
    add_items(plan_id=plan_id, items=[one.as_read() for one in shown], actor=officer, at=at)
    for line in row["budget"]:
        money = Money(line.get("planned"), line.get("allotted"), line.get("spent"))
        set_budget(plan_id=plan_id, line=BudgetInput(line["fund"], line["year"], money), actor=officer, at=at)
    for task in row["tasks"]:
        said = TaskInput(
            title=task["title"],
            leads=tuple(communes[name].agencies["ubnd"] for name in task["leads"]),
            due_on=date.fromisoformat(task["due_on"]),
            product=task["product"],
        )
        add_task(plan_id=plan_id, said=said, actor=officer, at=at)
    wanted = [communes[name].agencies["ubnd"] for name in row["asked"]["communes"]]
    due_on = date.fromisoformat(row["asked"]["due_on"])
    ask_for_plans(plan_id=plan_id, agency_ids=wanted, due_on=due_on, actor=officer, at=at)


def _issued(own: dict[str, Any], plan_id: int, commune: Commune, officer: Actor) -> None:
    """A commune's plan that came as a document: adopted by the office that follows it, and tied to what it answers."""
    at = moment(own["at"])
    document = documents.named_in(officer, own["number"])
    if document is None:
        raise LookupError(f"the sample registers no document {own['number']}")
    first, last = (date.fromisoformat(day) for day in own["horizon"])
    made = adopt_plan(document_id=document.id, title=own["title"], horizon=(first, last), actor=officer, at=at)
    record_own_plan(plan_id=plan_id, agency_id=commune.agencies["ubnd"], own_plan_id=made, actor=officer, at=at)
