"""Note that entries of the journal were taken out."""

from collections.abc import Mapping
from datetime import datetime

from pcmt.journal import policy
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


def export(*, asked: Mapping[str, str], actor: Actor, at: datetime) -> None:
    """This will record that the actor takes out the entries asked for: names leave the system with them.

    asked: the filter, as the page or the command gave it; never a name.
    """
    policy.may_export(actor).require()

    record(action="journal.export", subject="journal", actor=actor, at=at, after=dict(asked))
