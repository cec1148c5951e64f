"""Rows of inspections obtained only by an actor who may change them."""

from django.db.models import Q, QuerySet

from pcmt.committee import policy
from pcmt.committee.models import Finding, Inspection, InspectionVisit
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound

NOT_THERE = "Không tìm thấy cuộc kiểm tra."
NO_FINDING = "Không tìm thấy tồn tại này."


def seen_inspections(actor: Actor) -> QuerySet[Inspection]:
    """This will give the inspections that the actor may see: those their agency holds, or is inspected in."""
    reach = policy.agencies_reach(actor)
    if reach is None:
        return Inspection.objects.all()
    visited = InspectionVisit.objects.filter(agency_id__in=reach).values("inspection_id")
    return Inspection.objects.filter(Q(keeper_id__in=reach) | Q(pk__in=visited))


def obtain_inspection(inspection_id: int, permission: str, actor: Actor) -> Inspection:
    """This will lock an inspection for an actor who may change it; raises NotFound or NotAllowed."""
    row = seen_inspections(actor).select_for_update(of=("self",)).filter(pk=inspection_id).first()
    if row is None:
        raise NotFound(NOT_THERE)
    policy.may_ask(permission, actor, agency_id=row.keeper_id).require()
    return row


def obtain_visit(visit_id: int, permission: str, actor: Actor) -> InspectionVisit:
    """This will give a unit's visit, its inspection locked, to who may change it; raises NotFound or NotAllowed."""
    row = InspectionVisit.objects.filter(pk=visit_id).first()
    if row is None:
        raise NotFound(NOT_THERE)
    row.inspection = obtain_inspection(row.inspection_id, permission, actor)
    return row


def obtain_finding(finding_id: int, permission: str, actor: Actor) -> Finding:
    """This will lock a finding for who holds its inspection; raises NotFound or NotAllowed."""
    row = _locked(finding_id)
    if row is None:
        raise NotFound(NO_FINDING)
    row.visit.inspection = obtain_inspection(row.visit.inspection_id, permission, actor)
    return row


def obtain_own_finding(finding_id: int, permission: str, actor: Actor) -> Finding:
    """This will lock a finding for who answers for the unit inspected; raises NotFound or NotAllowed."""
    row = _locked(finding_id)
    reach = policy.agencies_reach(actor)
    if row is None or not (reach is None or row.visit.agency_id in reach):
        raise NotFound(NO_FINDING)
    if not policy.answers_for(permission, actor, row.visit.agency_id):
        raise NotAllowed(rule="chỉ đơn vị được kiểm tra báo cáo khắc phục của mình")
    return row


def _locked(finding_id: int) -> Finding | None:
    rows = Finding.objects.select_for_update(of=("self",)).select_related("visit__inspection")
    return rows.filter(pk=finding_id).first()
