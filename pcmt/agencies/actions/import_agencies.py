"""Enter all agencies of a sheet, or none."""

from datetime import datetime

from django.db import transaction

from pcmt.agencies.importing import enter
from pcmt.agencies.policy import may_change
from pcmt.agencies.queries.importing import agencies_sheet
from pcmt.files import queries as files
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def import_agencies(*, file_id: int, actor: Actor, at: datetime) -> tuple[int, ...]:
    """This will enter every row of a sheet that was tried before, and return the agencies in the order of entering.

    Refuses the whole where one row cannot be entered any more, and a sheet without rows.
    """
    may_change(actor, "import_agencies").require()

    rows = files.rows_to_enter(file_id, "agencies.preview_import", agencies_sheet())

    entered = enter(rows, actor, at)
    files.must_be_whole(file_id, entered.faults)

    record(
        action="agencies.import_agencies",
        subject=f"file:{file_id}",
        actor=actor,
        at=at,
        after={"agencies": [*entered.made]},
    )
    return entered.made
