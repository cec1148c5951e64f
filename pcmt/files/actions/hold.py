"""Put an upload aside until it has been looked at."""

from datetime import datetime

from django.db import transaction

from pcmt.files import shelf
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def hold(*, data: bytes, actor: Actor, at: datetime) -> str:
    """This will write the content to the waiting place and return the token that finds it.

    No name, type or digest is noted: what is found to be secret must leave nothing behind.
    """
    # Allowed and checked by the action that brings the file.
    token = shelf.hold(data)

    record(action="files.hold", subject=f"held:{token}", actor=actor, at=at, after={"size": len(data)})
    return token
