"""Take targets and tasks of a plan from a sheet."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans.access import obtain_plan
from pcmt.plans.exchange.entering import Entering, Taken
from pcmt.plans.exchange.sheet import plan_sheet
from pcmt.plans.keeping import refuse_closed
from workbook.reading import read
from workbook.refusals import WorkbookRefused
from workbook.spec import in_order


@transaction.atomic
def import_plan(*, plan_id: int, data: bytes, dry_run: bool = False, actor: Actor, at: datetime) -> Taken:
    """This will add the rows without a reference and put right those with one, all or none, and tell what became.

    dry_run: everything is tried by the verbs themselves and taken back; so is it where a row is wrong, with all faults
    told. The sheet is the one that `plans.exported` hands out. Raises Refusal where the file cannot be read.
    """
    plan = obtain_plan(plan_id, "plans.import_plan", actor)

    refuse_closed(plan)
    try:
        reading = read(data, plan_sheet())
    except WorkbookRefused as refused:
        raise Refusal(refused.message, remedy=refused.remedy) from refused

    wrong = {fault.row for fault in reading.faults}
    with transaction.atomic():
        found = Entering(plan, [row for row in reading.rows if row.number not in wrong], actor, at).run()
        taken = Taken(found.added, found.revised, found.unchanged, in_order([*reading.faults, *found.faults]))
        if dry_run or taken.faults:
            transaction.set_rollback(True)

    if not (dry_run or taken.faults):
        record(
            action="plans.import_plan",
            subject=f"plan:{plan.pk}",
            actor=actor,
            at=at,
            after={"added": len(taken.added), "revised": len(taken.revised), "unchanged": len(taken.unchanged)},
        )
    return taken
