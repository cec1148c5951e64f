"""Make all accounts of a sheet with their roles, or none."""

from datetime import datetime

from django.db import transaction

from pcmt.accounts.importing import enter
from pcmt.accounts.policy import may_manage
from pcmt.accounts.queries.importing import users_sheet
from pcmt.files import queries as files
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def import_users(*, file_id: int, actor: Actor, at: datetime) -> tuple[int, ...]:
    """This will enter every row of a sheet that was tried before, and return the accounts made or given a role.

    Nobody can sign in by it: each person sets a password through a link (`accounts.issue_link`). Refuses the whole
    where one row cannot be entered any more, and a sheet without rows.
    """
    may_manage(actor, "import_users").require()

    rows = files.rows_to_enter(file_id, "accounts.preview_import", users_sheet())

    entered = enter(rows, actor, at)
    files.must_be_whole(file_id, entered.faults)

    record(
        action="accounts.import_users",
        subject=f"file:{file_id}",
        actor=actor,
        at=at,
        after={"users": [*entered.made]},
    )
    return entered.made
