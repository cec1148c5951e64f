"""Plan an inspection of units."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.models import Inspection, InspectionMember, InspectionVisit
from pcmt.committee.rules.inspecting import BadInspection, InspectionInput, check_inspection
from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book


@transaction.atomic
def plan_inspection(*, said: InspectionInput, agency_ids: Collection[int], actor: Actor, at: datetime) -> int:
    """This will keep an order to inspect units with a team and a checklist in force, and return its identifier."""
    policy.may_ask("committee.plan_inspection", actor).require()

    wanted = tuple(dict.fromkeys(agency_ids))
    check_inspection(said, known=len(agencies.agencies_by_id(wanted)), agency_ids=wanted)
    if said.checklist not in {one.id for one in book().checklists(localdate(at))}:
        raise BadInspection("Danh mục kiểm tra không còn hiệu lực.", fields={"checklist": "Chọn danh mục hiện hành."})
    if said.decision_id is not None and said.decision_id not in documents.labels([said.decision_id]):
        raise BadInspection("Quyết định chưa được đăng ký.", fields={"decision": "Ghi số quyết định đã đăng ký."})
    if said.plan_id is not None:
        plans.plan(actor, said.plan_id)

    inspection = Inspection.objects.create(
        title=" ".join(said.title.split()),
        kind=said.kind,
        plan_id=said.plan_id,
        decision_id=said.decision_id,
        keeper_id=actor.agency_id,
        checklist=said.checklist,
        starts_on=said.days[0],
        ends_on=said.days[1],
        note=said.note.strip(),
        state=book().lifecycle("inspection").start,
    )
    InspectionMember.objects.bulk_create(
        InspectionMember(inspection=inspection, order=order, name=" ".join(name.split()), title=" ".join(title.split()))
        for order, (name, title) in enumerate(said.team, 1)
    )
    InspectionVisit.objects.bulk_create(InspectionVisit(inspection=inspection, agency_id=one) for one in wanted)

    record(
        action="committee.plan_inspection",
        subject=f"inspection:{inspection.pk}",
        actor=actor,
        at=at,
        after={"plan": said.plan_id, "document": said.decision_id, "agencies": len(wanted), "members": len(said.team)},
    )
    return inspection.pk
