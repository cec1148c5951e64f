"""Try a sheet of the registered roadmap without registering anybody."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.files import queries as files
from pcmt.files.actions.keep_sheet import KeptSheet, keep_sheet
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_target
from pcmt.plans.queries.roadmap_sheet import roadmap_sheet, sheets_of, standing
from pcmt.plans.rules.roadmap_rows import Changes, changes_of
from workbook.spec import in_order


@dataclass(frozen=True)
class RoadmapTrial:
    """A sheet that was tried and kept, and what it would change."""

    kept: KeptSheet
    changes: Changes


@transaction.atomic
def preview_roadmap(*, target_id: int, data: bytes, name: str, actor: Actor, at: datetime) -> RoadmapTrial:
    """This will keep a sheet and tell what it would change, with what is wrong at its cells; nobody is registered."""
    target = obtain_target(target_id, "plans.preview_roadmap", actor)

    spec = roadmap_sheet(target)
    reading = files.sheet(data, spec)
    unread = {fault.row for fault in reading.faults}
    changes = changes_of([row for row in reading.rows if row.number not in unread], *standing(target, localdate(at)))
    faults = in_order((*reading.faults, *changes.faults))

    kept = keep_sheet(
        data=data,
        name=name,
        purpose=sheets_of(target_id),
        spec=spec,
        rows=reading.rows,
        faults=faults,
        actor=actor,
        at=at,
    )

    record(
        action="plans.preview_roadmap",
        subject=f"target:{target_id}",
        actor=actor,
        at=at,
        after={"file": kept.file_id, "rows": len(reading.rows), "faults": len(faults)},
    )
    return RoadmapTrial(kept, changes)
