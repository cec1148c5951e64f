"""Close a task by the figure that it was to bring about."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.plans.closing import close_by, obtain_closing
from pcmt.plans.models import ClosingProposal


@transaction.atomic
def accept_closing(*, closing_id: int, words: str = "", actor: Actor, at: datetime) -> None:
    """This will end the task with a report that rests on the figure; only the plan's keeper may.

    It was done on the day on which the system told the figure.
    """
    closing, task = obtain_closing(closing_id, "plans.accept_closing", actor)

    before = task.state
    told = as_reason(words) or f"Số liệu đã đạt: {closing.shown}."

    closing.state, closing.decided_on, closing.words = ClosingProposal.State.ACCEPTED, localdate(at), told
    closing.save(update_fields=["state", "decided_on", "words"])
    close_by(task, closing, told, actor, at)

    record(
        action="plans.accept_closing",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": task.state, "figure": closing.reference},
        reason=as_reason(words),
    )
