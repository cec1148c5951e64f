"""Try a sheet of accounts without making any."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.importing import tried
from pcmt.accounts.policy import may_manage
from pcmt.accounts.queries.importing import users_sheet
from pcmt.files import queries as files
from pcmt.files.actions.keep_sheet import KeptSheet, keep_sheet
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def preview_import(*, data: bytes, name: str, actor: Actor, at: datetime) -> KeptSheet:
    """This will keep a sheet and tell what entering it would do: every row is tried by the real rules, then undone."""
    may_manage(actor, "preview_import").require()

    spec = users_sheet()
    reading = files.sheet(data, spec)
    faults = tried(reading, actor, at)

    kept = keep_sheet(
        data=data,
        name=name,
        purpose="accounts.preview_import",
        spec=spec,
        rows=reading.rows,
        faults=faults,
        actor=actor,
        at=at,
    )

    record(
        action="accounts.preview_import",
        subject=f"file:{kept.file_id}",
        actor=actor,
        at=at,
        after={"rows": len(reading.rows), "faults": len(faults)},
    )
    return kept
