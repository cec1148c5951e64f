"""Try a sheet of a plan's targets and tasks without taking anything of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pcmt.files.actions.keep_sheet import KeptSheet, keep_sheet
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan
from pcmt.plans.exchange.entering import Taken, take
from pcmt.plans.exchange.sheet import plan_sheet, plan_sheets_of
from pcmt.plans.keeping import refuse_closed


@dataclass(frozen=True)
class PlanTrial:
    """A sheet that was tried and kept, and what it would add and change."""

    kept: KeptSheet
    taken: Taken


@transaction.atomic
def preview_plan(*, plan_id: int, data: bytes, name: str, actor: Actor, at: datetime) -> PlanTrial:
    """This will keep a sheet and tell what it would add and change, with what is wrong at its cells; nothing stays."""
    plan = obtain_plan(plan_id, "plans.preview_plan", actor)

    refuse_closed(plan)

    taken = take(plan, data, keep=False, actor=actor, at=at)
    kept = keep_sheet(
        data=data,
        name=name,
        purpose=plan_sheets_of(plan_id),
        spec=plan_sheet(),
        rows=taken.rows,
        faults=taken.faults,
        actor=actor,
        at=at,
    )

    record(
        action="plans.preview_plan",
        subject=f"plan:{plan_id}",
        actor=actor,
        at=at,
        after={"file": kept.file_id, "rows": len(taken.rows), "faults": len(taken.faults)},
    )
    return PlanTrial(kept, taken)
