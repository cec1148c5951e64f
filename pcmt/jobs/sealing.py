"""Seals the journal, and writes down where the chain ended when a day is over."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from pcmt.journal.actions.anchor import anchor
from pcmt.journal.actions.seal import seal
from pcmt.journal.queries import last_anchored
from pcmt.kernel.actor import system_actor


def seal_journal(at: datetime) -> int:
    """This will extend the chain over every entry that waits, and return how many were sealed."""
    actor, total = system_actor("niêm phong nhật ký", "journal.seal"), 0
    while sealed := seal(actor=actor, at=at):
        total += sealed
    return total


def anchor_journal(at: datetime) -> int:
    """This will seal what waits and anchor the day that is over, once; returns the anchors made."""
    yesterday = localdate(at) - timedelta(days=1)
    last = last_anchored()
    if last is not None and last >= yesterday:
        return 0
    seal_journal(at)
    return int(anchor(day=yesterday, actor=system_actor("lập điểm neo nhật ký", "journal.anchor"), at=at))
