"""What an order to inspect names, checked and written: the decision, the plan, the team, the units."""

from collections.abc import Sequence
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.committee.models import Inspection, InspectionMember, InspectionVisit
from pcmt.committee.rules.inspecting import BadInspection, InspectionInput, check_inspection
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book


def refuse_unknown(said: InspectionInput, units: Sequence[int], actor: Actor, on: date, *, kept: str = "") -> None:
    """This will refuse with BadInspection an order that is not complete, or that names what is not there on a day.

    kept: the checklist by which units were inspected already; it stays, in force or not.
    """
    check_inspection(said, known=len(agencies.agencies_by_id(units)), agency_ids=units)
    if said.checklist not in ({kept} if kept else {one.id for one in book().checklists(on)}):
        raise BadInspection("Danh mục kiểm tra không còn hiệu lực.", fields={"checklist": "Chọn danh mục hiện hành."})
    if said.decision_id is not None and said.decision_id not in documents.labels([said.decision_id]):
        raise BadInspection("Quyết định chưa được đăng ký.", fields={"decision": "Ghi số quyết định đã đăng ký."})
    if said.plan_id is not None:
        plans.plan(actor, said.plan_id)


def set_out(inspection: Inspection, said: InspectionInput, units: Sequence[int]) -> None:
    """This will write an order that was checked, its team and its units; units that were visited stay as they are."""
    inspection.title, inspection.kind = " ".join(said.title.split()), said.kind
    inspection.plan_id, inspection.decision_id, inspection.checklist = said.plan_id, said.decision_id, said.checklist
    inspection.starts_on, inspection.ends_on = said.days
    inspection.note = said.note.strip()
    inspection.save()
    inspection.team.all().delete()
    InspectionMember.objects.bulk_create(
        InspectionMember(inspection=inspection, order=order, name=" ".join(name.split()), title=" ".join(title.split()))
        for order, (name, title) in enumerate(said.team, 1)
    )
    inspection.visits.exclude(agency_id__in=units).delete()
    there = set(inspection.visits.values_list("agency_id", flat=True))
    InspectionVisit.objects.bulk_create(
        InspectionVisit(inspection=inspection, agency_id=one) for one in units if one not in there
    )
