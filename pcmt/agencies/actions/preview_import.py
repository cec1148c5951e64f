"""Try a sheet of agencies without entering any."""

from datetime import datetime

from django.db import transaction

from pcmt.agencies.importing import tried
from pcmt.agencies.policy import may_change
from pcmt.agencies.queries.importing import agencies_sheet
from pcmt.files import queries as files
from pcmt.files.actions.keep_sheet import KeptSheet, keep_sheet
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def preview_import(*, data: bytes, name: str, actor: Actor, at: datetime) -> KeptSheet:
    """This will keep a sheet and tell what entering it would do: every row is tried by the real rules, then undone."""
    may_change(actor, "preview_import").require()

    spec = agencies_sheet()
    reading = files.sheet(data, spec)
    faults = tried(reading, actor, at)

    kept = keep_sheet(
        data=data,
        name=name,
        purpose="agencies.preview_import",
        spec=spec,
        rows=reading.rows,
        faults=faults,
        actor=actor,
        at=at,
    )

    record(
        action="agencies.preview_import",
        subject=f"file:{kept.file_id}",
        actor=actor,
        at=at,
        after={"rows": len(reading.rows), "faults": len(faults)},
    )
    return kept
