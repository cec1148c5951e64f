"""Inspections of the made-up province: planned by the standing office, held at communes, put right by some."""

from datetime import date
from typing import Any

from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import hand, moment
from pcmt.cli.sample.registers import Commune, Province
from pcmt.committee import queries as committee
from pcmt.committee.actions.accept_remedy import accept_remedy
from pcmt.committee.actions.add_finding import add_finding
from pcmt.committee.actions.plan_inspection import plan_inspection
from pcmt.committee.actions.record_visit import record_visit
from pcmt.committee.actions.report_remedy import report_remedy
from pcmt.committee.queries import FindingInput, InspectionInput, MarkInput, VisitInput
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book


def build_inspections(province: Province) -> None:
    """This will plan the inspections, visit units, and let some put right what was found."""
    officer = hand(province.posts["thuongtruc"], "planner")
    for row in read("inspections.yaml")["inspections"]:
        at = moment(row["planned_at"])
        units = {one.name: one for one in province.communes_on(at.date()) if one.name in row["communes"]}
        first, last = (date.fromisoformat(day) for day in row["days"])
        said = InspectionInput(
            title=row["title"],
            kind=row["kind"],
            checklist=row["checklist"],
            days=(first, last),
            team=tuple((name, title) for name, title in row["team"]),
            plan_id=next((one.id for one in plans.plans(officer) if one.title == row["plan"]), None),
            note=row["note"],
        )
        ids = [one.posts["chutich"].agency_id for one in units.values()]
        made = plan_inspection(said=said, agency_ids=ids, actor=officer, at=at)
        visits = {one.agency_id: one.id for one in committee.inspection(officer, made, on=at.date()).visits}
        for visit in row["visits"]:
            unit = units[visit["of"]]
            _visit(visit, visits[unit.posts["chutich"].agency_id], row["checklist"], unit, officer)


def _visit(row: dict[str, Any], visit_id: int, checklist: str, unit: Commune, officer: Actor) -> None:
    at, lacking = moment(row["at"]), row["lacking"]
    marks = tuple(MarkInput(one.code, *lacking.get(one.code, ("met", ""))) for one in book().checklist(checklist).items)
    met = f"{unit.posts['chutich'].name}, {row['met']}"
    said = VisitInput(date.fromisoformat(row["day"]), met, marks, row["words"])
    record_visit(visit_id=visit_id, said=said, actor=officer, at=at)
    for one in row["findings"]:
        fault = FindingInput(one["words"], one["remedy"], date.fromisoformat(one["due_on"]))
        finding_id = add_finding(visit_id=visit_id, said=fault, actor=officer, at=at)
        if told := one.get("told"):
            doer = hand(unit.posts["chutich"], "reporter")
            report_remedy(finding_id=finding_id, words=told["words"], actor=doer, at=moment(told["at"]))
            if "accepted_at" in told:
                accept_remedy(finding_id=finding_id, actor=officer, at=moment(told["accepted_at"]))
