"""Try a filled-in workbook without saving any of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pcmt.files.actions.hold import hold
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.reporting import policy
from pcmt.reporting.entering_files import conflict_faults, enter_handed
from pcmt.reporting.handed_in import read_handed
from pcmt.reporting.queries.file_views import Taken
from workbook.blanks.returning import return_faults


@dataclass(frozen=True)
class Tried:
    """What taking a file would do; `token` finds the file, `marked` the copy with its faults ("" where it has none)."""

    taken: Taken
    token: str
    marked: str


@transaction.atomic
def try_workbook(*, data: bytes, submission_id: int | None = None, actor: Actor, at: datetime) -> Tried:
    """This will tell what taking a file would do: all of it is entered by the real rules, then undone.

    submission_id: the report that it is handed in for; left out, the file says. The file, and where it has faults a
    copy with these marked, are put aside for a while.
    """
    policy.may_hand_in(actor, "reporting.try_workbook").require()

    handed = read_handed(data, submission_id, actor)
    with transaction.atomic():
        taken = enter_handed(handed, {}, actor, at)
        transaction.set_rollback(True)

    token = hold(data=data, actor=actor, at=at)
    faults = (*taken.faults, *conflict_faults(handed, taken))
    marked = hold(data=return_faults(data, faults), actor=actor, at=at) if faults else ""

    record(
        action="reporting.try_workbook",
        subject=f"held:{token}",
        actor=actor,
        at=at,
        after={"units": sorted(handed.targets), "fields": taken.saved, "faults": len(faults)},
    )
    return Tried(taken, token, marked)
