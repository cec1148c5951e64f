"""Seals the journal."""

from datetime import datetime

from pcmt.journal.actions.seal import seal
from pcmt.kernel.actor import system_actor


def seal_journal(at: datetime) -> int:
    """This will extend the chain over every entry that waits, and return how many were sealed."""
    actor, total = system_actor("niêm phong nhật ký", "journal.seal"), 0
    while sealed := seal(actor=actor, at=at):
        total += sealed
    return total
