"""Take targets and tasks of a plan from a sheet."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan
from pcmt.plans.exchange.entering import Taken, take
from pcmt.plans.keeping import refuse_closed


@transaction.atomic
def import_plan(*, plan_id: int, data: bytes, dry_run: bool = False, actor: Actor, at: datetime) -> Taken:
    """This will add the rows without a reference and put right those with one, all or none, and tell what became.

    dry_run: everything is tried by the verbs themselves and taken back; so is it where a row is wrong, with all faults
    told. The sheet is the one that `plans.exported` hands out. Raises Refusal where the file cannot be read.
    """
    plan = obtain_plan(plan_id, "plans.import_plan", actor)

    refuse_closed(plan)

    taken = take(plan, data, keep=not dry_run, actor=actor, at=at)

    if not (dry_run or taken.faults):
        record(
            action="plans.import_plan",
            subject=f"plan:{plan.pk}",
            actor=actor,
            at=at,
            after={"added": len(taken.added), "revised": len(taken.revised), "unchanged": len(taken.unchanged)},
        )
    return taken
