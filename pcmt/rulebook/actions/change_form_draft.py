"""Change a form that is being built; the plan before stays to be gone back to."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook import policy
from pcmt.rulebook.drafting import MOST_PARTS, hold_draft, parts_in, put, remember
from pcmt.rulebook.rules.form_plan import FormPlan, from_json


@transaction.atomic
def change_form_draft(*, draft_id: int, version: int, plan: FormPlan, said: str, actor: Actor, at: datetime) -> None:
    """This will store the next plan of a draft. said: what was done, in Vietnamese, for the button that takes it back.

    version: of the draft that the page was made from; DraftStale where somebody else was quicker.
    """
    policy.may_build(actor).require()

    draft = hold_draft(draft_id, version)
    before = from_json(draft.plan)
    if (plan.code, plan.follows) != (before.code, before.follows):
        raise Refusal("Mã biểu do hệ thống đặt, không sửa được.", code="code_changed")
    if parts_in(plan) > MOST_PARTS:
        raise Refusal(f"Biểu có hơn {MOST_PARTS} mục.", remedy="Tách thành hai biểu.", code="too_large")
    if plan == before:
        return

    remember(draft, said)
    put(draft, plan, actor=actor, at=at)

    record(
        action="rulebook.change_form_draft",
        subject=f"form_draft:{draft.pk}",
        actor=actor,
        at=at,
        after={"version": draft.version},
        reason=said,
    )
