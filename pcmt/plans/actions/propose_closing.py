"""Propose to close a task whose figure is reached."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans import policy
from pcmt.plans.models import ClosingProposal, Task
from pcmt.plans.states import STANDING


@transaction.atomic
def propose_closing(*, task_id: int, reference: str, shown: str, actor: Actor, at: datetime) -> bool:
    """This will put a proposal before the plan's keeper, and tell whether it is a new one; a person accepts it.

    Only the system proposes. What was proposed already, or declined for this very figure, is not proposed again.
    """
    policy.may_by_itself(actor, "plans.propose_closing").require()

    task = Task.objects.select_for_update(of=("self",)).filter(id=task_id, state__in=STANDING).first()
    if task is None:
        return False
    held = ClosingProposal.objects.filter(task=task, state=ClosingProposal.State.OPEN)
    refused = ClosingProposal.objects.filter(task=task, state=ClosingProposal.State.DECLINED)
    if any(rows.filter(reference=reference, shown=shown).exists() for rows in (held, refused)):
        return False

    today = localdate(at)
    held.update(state=ClosingProposal.State.TAKEN_BACK, decided_on=today)
    ClosingProposal.objects.create(task=task, reference=reference, shown=shown, proposed_on=today)

    record(
        action="plans.propose_closing",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        after={"figure": reference},
    )
    return True
