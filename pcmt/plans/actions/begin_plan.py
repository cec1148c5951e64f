"""Begin a plan here as a draft, to be issued later."""

from datetime import date, datetime

from django.db import transaction

from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.access import seen_plans
from pcmt.plans.keeping import CannotChange, ground_of, lifecycle, refuse_horizon, refuse_kind, refuse_title
from pcmt.plans.models import Plan


@transaction.atomic
def begin_plan(
    *,
    title: str,
    kind: str,
    horizon: tuple[date, date],
    parent_id: int | None = None,
    rests_on_id: int | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """This will begin a draft for the actor's agency, over these days (both included), and return its identifier.

    parent_id: the plan that it carries out, whose document it then rests on. rests_on_id: else the registered document
    that asks for it; every plan has a ground (căn cứ).
    """
    policy.may_adopt("plans.begin_plan", actor).require()

    parent = _parent(parent_id, actor)
    ground = ground_of(parent) if parent else rests_on_id
    _refuse_groundless(ground)
    refuse_kind(kind)
    refuse_horizon(horizon)
    said = refuse_title(title)

    plan = Plan.objects.create(
        title=said,
        kind=kind,
        horizon_from=horizon[0],
        horizon_to=horizon[1],
        parent=parent,
        rests_on_id=ground,
        state=lifecycle().start,
        agency_id=actor.agency_id,
    )

    record(
        action="plans.begin_plan",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        after={"kind": kind, "parent": parent_id, "document": ground, "from": str(horizon[0]), "to": str(horizon[1])},
    )
    return plan.pk


def _parent(parent_id: int | None, actor: Actor) -> Plan | None:
    if parent_id is None:
        return None
    found = Plan.objects.filter(seen_plans(actor), id=parent_id).first() if policy.may_view(actor) else None
    if found is None:
        raise NotFound("Không tìm thấy kế hoạch.")
    return found


def _refuse_groundless(ground: int | None) -> None:
    if ground is None or ground not in documents.labels([ground]):
        raise CannotChange(
            "Kế hoạch chưa có căn cứ.",
            remedy="Chọn kế hoạch cấp trên hoặc văn bản đã đăng ký làm căn cứ.",
            fields={"rests_on": "Chọn văn bản làm căn cứ."},
        )
