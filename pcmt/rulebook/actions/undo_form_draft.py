"""Take back the latest change of a form that is being built."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook import policy
from pcmt.rulebook.drafting import hold_draft, put, taken_back


@transaction.atomic
def undo_form_draft(*, draft_id: int, version: int, actor: Actor, at: datetime) -> str:
    """This will bring the plan before the latest change back, and return what that change had been."""
    policy.may_undo(actor).require()

    draft = hold_draft(draft_id, version)
    if not draft.earlier:
        raise Refusal("Không còn bước nào để hoàn tác.", code="nothing_to_undo")

    said = str(draft.earlier[-1]["said"])
    put(draft, taken_back(draft), actor=actor, at=at)

    record(
        action="rulebook.undo_form_draft",
        subject=f"form_draft:{draft.pk}",
        actor=actor,
        at=at,
        after={"version": draft.version},
        reason=said,
    )
    return said
