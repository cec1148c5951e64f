"""Hand an agency's part of a task over to another."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans import policy
from pcmt.plans.access import obtain_task
from pcmt.plans.judging import reason_given
from pcmt.plans.parts import moved, part_of, settle


class CannotHandOver(Refusal):
    """This will say why a part does not go to an agency."""

    code = "cannot_hand_over"


@transaction.atomic
def hand_over(*, task_id: int, from_agency: int, to_agency: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will give a part that is not reported yet to another agency, with its words, weight and day.

    Only the plan's keeper may. What the first agency reported stays with its name; the second begins anew.
    """
    task = obtain_task(task_id, actor)
    policy.may_change("plans.hand_over", actor, agency_id=task.plan.agency_id).require()

    part = part_of(task, from_agency)
    moved(task, part, "ask_extension")
    if to_agency not in agencies.agencies_by_id([to_agency], localdate(at)):
        raise CannotHandOver("Không có cơ quan nhận trong danh bạ hôm nay.", fields={"to_agency": "Chọn cơ quan."})
    if task.parties.filter(agency_id=to_agency).exists():
        raise CannotHandOver(
            "Cơ quan nhận đã có phần việc trong nhiệm vụ này.", fields={"to_agency": "Chọn cơ quan khác."}
        )
    reason = reason_given(reason, "Chưa nêu lý do chuyển giao.", "Ghi căn cứ: văn bản, việc sáp nhập, phân công lại.")

    task.extensions.filter(agency_id=from_agency, decided_at=None).update(decided_at=at, answer="Đã chuyển giao.")
    part.agency_id, part.state, part.in_charge = to_agency, "todo", None
    part.save(update_fields=["agency", "state", "in_charge"])
    settle(task)

    record(
        action="plans.hand_over",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"agency": from_agency},
        after={"agency": to_agency},
        reason=reason,
    )
