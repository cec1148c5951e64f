"""Hand in a file of the map to be looked through."""

from datetime import date, datetime

from django.db import transaction

from pcmt.areas.policy import may_change
from pcmt.areas.queries.imports import preview_import
from pcmt.files.actions.hold import hold
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def hand_in_file(*, data: bytes, on: date, source: str = "", actor: Actor, at: datetime) -> str:
    """This will put a file aside and return the token under which it can be previewed and imported.

    Refuses a file that cannot be looked through at all. One that is forgotten is cleared away with other strays.
    """
    may_change(actor, "hand_in_file").require()

    preview = preview_import(actor, data, on, at, source)

    token = hold(data=data, actor=actor, at=at)

    record(
        action="areas.hand_in_file",
        subject=f"held:{token}",
        actor=actor,
        at=at,
        after={"kind": preview.kind, "size": len(data), "on": str(on)},
    )
    return token
