"""Name the agency that leads in reaching a target."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans.access import obtain_target
from pcmt.plans.models import Target


class CannotName(Refusal):
    """This will say why an agency does not come to lead in a target."""

    code = "cannot_name_lead"


@transaction.atomic
def name_lead(*, target_id: int, agency_id: int | None, actor: Actor, at: datetime) -> None:
    """This will name the agency that answers for a target, in place of another, or nobody (None).

    Party bodies may be named: a target that they lead in is shown on their desk, and never scored.
    """
    target = obtain_target(target_id, "plans.name_lead", actor)

    if target.state != Target.State.ACTIVE:
        raise CannotName("Chỉ tiêu này đã rút, không giao cơ quan chủ trì nữa.")
    if agency_id is not None and agency_id not in agencies.agencies_by_id([agency_id], localdate(at)):
        raise CannotName(
            "Cơ quan này không có trong danh bạ hôm nay.", fields={"agency": "Chọn một cơ quan trong danh sách."}
        )
    if agency_id == target.lead_id:
        raise CannotName(
            "Chỉ tiêu đang do cơ quan này chủ trì." if agency_id else "Chỉ tiêu chưa có cơ quan chủ trì.",
            fields={"agency": "Chọn cơ quan khác."},
        )

    before = target.lead_id
    target.lead_id = agency_id
    target.save(update_fields=["lead"])

    record(
        action="plans.name_lead",
        subject=f"target:{target.id}",
        actor=actor,
        at=at,
        before={"agency": before},
        after={"agency": agency_id},
    )
