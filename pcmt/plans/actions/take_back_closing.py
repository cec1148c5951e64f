"""Take a proposal to close a task back, where its figure is reached no more."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans import policy
from pcmt.plans.models import ClosingProposal


@transaction.atomic
def take_back_closing(*, task_id: int, actor: Actor, at: datetime) -> bool:
    """This will take the open proposal of a task back, after a correction undid its figure; False where none waits."""
    policy.may_by_itself(actor, "plans.take_back_closing").require()

    waiting = ClosingProposal.objects.select_for_update(of=("self",)).filter(task_id=task_id, state="open").first()
    if waiting is None:
        return False

    waiting.state, waiting.decided_on = ClosingProposal.State.TAKEN_BACK, localdate(at)
    waiting.save(update_fields=["state", "decided_on"])

    record(
        action="plans.take_back_closing",
        subject=f"task:{task_id}",
        actor=actor,
        at=at,
        before={"figure": waiting.reference},
    )
    return True
