"""Take a filled-in workbook: what was filled in goes into the drafts, all of it or, where asked, what is right."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from pcmt.files.actions.keep import keep
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.reporting import policy
from pcmt.reporting.entering_files import enter_handed
from pcmt.reporting.handed_in import read_handed
from pcmt.reporting.queries.file_views import Taken


@transaction.atomic
def take_workbook(
    *,
    data: bytes,
    name: str = "",
    submission_id: int | None = None,
    partial: bool = False,
    decided: Mapping[str, int | None] | None = None,
    actor: Actor,
    at: datetime,
) -> Taken:
    """This will enter what a file changes; with anything wrong or in conflict nothing is saved, unless `partial`.

    partial: save what is right, leave cells that cannot be read and those that somebody else changed meanwhile.
    decided: which of the latter stand after all, and which do not (see `enter_handed`). The file is kept.
    """
    policy.may_hand_in(actor, "reporting.take_workbook").require()

    handed = read_handed(data, submission_id, actor)

    with transaction.atomic():
        taken = enter_handed(handed, decided or {}, actor, at)
        applied = bool(taken.saved) and (partial or taken.is_clean)
        if not applied:
            transaction.set_rollback(True)
    if not applied:
        return taken

    kept = keep(data=data, name=name or "bieu.xlsx", purpose="reporting.take_workbook", actor=actor, at=at)
    for unit in taken.units:
        record(
            action="reporting.take_workbook",
            subject=f"submission:{unit.submission_id}",
            actor=actor,
            at=at,
            after={"file": kept.id, "digest": kept.digest, "saved": unit.saved, "left": len(taken.faults)},
        )
    return replace(taken, applied=True)
