"""What happened lately at the door of one's own account, so that its owner notices what was not them."""

from dataclasses import dataclass
from datetime import datetime

from pcmt.accounts.policy import is_self
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor

FEW = 12
LOOKED_THROUGH = 60


@dataclass(frozen=True)
class DoorEvent:
    """One thing done with an account: by whom, and whether it was refused."""

    at: datetime
    action: str
    who: str
    is_refused: bool


def door_events(actor: Actor, user_id: int) -> tuple[DoorEvent, ...]:
    """This will tell the owner of an account what was done with it, newest first, twelve at most.

    The steps that lead to a session are left out where they succeeded: the session itself is told.
    """
    is_self(actor, user_id).require()
    told = (
        DoorEvent(entry.at, entry.action, entry.actor_label, (entry.after or {}).get("result") == "refused")
        for entry in journal.newest_of(f"user:{user_id}", limit=LOOKED_THROUGH)
        if entry.action.startswith("accounts.") and (entry.after or {}).get("result") != "accepted"
    )
    return tuple(event for event, _ in zip(told, range(FEW), strict=False))


def refusals_since(user_id: int, since: datetime | None) -> int:
    """This will count the refused attempts on an account since its last session, sixty at most."""
    return sum(
        (since is None or entry.at > since) and (entry.after or {}).get("result") == "refused"
        for entry in journal.newest_of(f"user:{user_id}", limit=LOOKED_THROUGH)
    )
