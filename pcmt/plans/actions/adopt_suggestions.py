"""Adopt many suggestions into a plan at once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.plans.access import obtain_plan
from pcmt.plans.actions.adopt_plan import CannotAdopt
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.rules.inputs import TargetInput, TaskInput


@transaction.atomic
def adopt_suggestions(
    *, plan_id: int, confirmed: Mapping[int, TargetInput | TaskInput], actor: Actor, at: datetime
) -> tuple[str, ...]:
    """This will adopt each suggestion as a person confirmed it, all or none, and return the references in order.

    Raises CannotAdopt that names the suggestion which stands in the way; then nothing is changed.
    """
    obtain_plan(plan_id, "plans.adopt_suggestions", actor)

    if not confirmed:
        raise CannotAdopt("Chưa chọn mục nào để xác nhận.", remedy="Chọn ít nhất một mục, hoặc hạ mức tin cậy.")

    references = []
    for suggestion_id, said in confirmed.items():
        try:
            references.append(
                adopt_suggestion(suggestion_id=suggestion_id, plan_id=plan_id, correction=said, actor=actor, at=at)
            )
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            told = " ".join((refusal.message, *refusal.fields.values()))
            raise CannotAdopt(
                f"Chưa xác nhận mục nào, vì một mục không đưa vào kế hoạch được: {told}",
                where=f"suggestion:{suggestion_id}",
                remedy="Tải lại danh sách, bỏ chọn mục đó rồi xác nhận lại.",
            ) from refusal

    record(
        action="plans.adopt_suggestions",
        subject=f"plan:{plan_id}",
        actor=actor,
        at=at,
        after={"adopted": references},
    )
    return tuple(references)
