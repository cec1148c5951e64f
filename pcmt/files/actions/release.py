"""Remove uploads that were put aside."""

from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.db import transaction

from pcmt.files import shelf
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def release(*, tokens: Collection[str], actor: Actor, at: datetime) -> None:
    """This will remove what waits under these tokens, as soon as the transaction holds."""
    # Allowed by the action that held them: whoever keeps a token knows that it is not needed any more.
    for token in tokens:
        transaction.on_commit(partial(shelf.let_go, token))

    for token in tokens:
        record(action="files.release", subject=f"held:{token}", actor=actor, at=at)
