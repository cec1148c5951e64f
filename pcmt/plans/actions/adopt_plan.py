"""Adopt a registered document as a plan."""

from datetime import date, datetime

from django.db import transaction

from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.plans import policy
from pcmt.plans.models import Plan
from pcmt.plans.rules.naming import flaw_of_title


class CannotAdopt(Refusal):
    """This will say why a document does not become a plan, or a suggestion no part of one."""

    code = "cannot_adopt"


@transaction.atomic
def adopt_plan(*, document_id: int, title: str, horizon: tuple[date, date], actor: Actor, at: datetime) -> int:
    """This will make a plan of a document, over these days (first and last included), and return its identifier."""
    policy.may_adopt("plans.adopt_plan", actor).require()

    if document_id not in documents.labels([document_id]):
        raise NotFound("Không tìm thấy văn bản.")
    if earlier := Plan.objects.filter(document_id__in=documents.family(document_id)).first():
        raise CannotAdopt(
            "Văn bản này đã được lập thành kế hoạch.", where=f"plan:{earlier.id}", remedy="Mở kế hoạch đã có."
        )
    if horizon[1] < horizon[0]:
        raise CannotAdopt(
            "Kế hoạch kết thúc trước khi bắt đầu.", fields={"horizon_to": "Năm kết thúc phải từ năm bắt đầu trở đi."}
        )
    if flaw := flaw_of_title(title):
        raise CannotAdopt("Tên kế hoạch chưa dùng được.", fields={"title": flaw})

    plan = Plan.objects.create(
        document_id=document_id,
        title=" ".join(title.split()),
        horizon_from=horizon[0],
        horizon_to=horizon[1],
        kind=Plan.Kind.ANNUAL if horizon[0].year == horizon[1].year else Plan.Kind.PROGRAMME,
        agency_id=actor.agency_id,
    )

    record(
        action="plans.adopt_plan",
        subject=f"plan:{plan.id}",
        actor=actor,
        at=at,
        after={"document": document_id, "from": horizon[0].isoformat(), "to": horizon[1].isoformat()},
    )
    return plan.id
