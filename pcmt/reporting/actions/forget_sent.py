"""Forget by which keys browsers sent entries long ago."""

from datetime import datetime, timedelta

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.reporting.models import SentEntry

KEPT_FOR = timedelta(days=90)
"""So long the same entry under the same key is answered as it was the first time."""


@transaction.atomic
def forget_sent(*, actor: Actor, at: datetime) -> int:
    """This will delete what was answered to entries sent ninety days ago or longer, and return how many there were.

    An entry that comes again later still is entered like any other: its cells have a newer revision by then, so that it
    overwrites nothing and whoever sends it is asked to choose.
    """
    actor.may("reporting.forget_sent").require()

    forgotten, _ = SentEntry.objects.filter(at__lt=at - KEPT_FOR).delete()

    if forgotten:
        record(
            action="reporting.forget_sent", subject="entries:old", actor=actor, at=at, after={"entries": forgotten}
        )  # fmt: skip
    return forgotten
