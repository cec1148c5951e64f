"""Remove uploads that were put aside and then forgotten, by a crash between disk and database."""

from collections.abc import Collection
from datetime import datetime, timedelta

from pcmt.files import shelf
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor

GRACE = timedelta(minutes=10)
"""How long an upload may lie without a row that names it: its own request has ended long before."""


def release_strays(*, known: Collection[str], actor: Actor, at: datetime) -> int:
    """This will remove what has waited for longer than ten minutes under tokens that nobody knows; returns how many."""
    actor.may("files.release_strays").require()

    strays = shelf.held_before((at - GRACE).timestamp()) - frozenset(known)

    for token in sorted(strays):
        shelf.let_go(token)

    for token in sorted(strays):
        record(action="files.release_strays", subject=f"held:{token}", actor=actor, at=at)
    return len(strays)
