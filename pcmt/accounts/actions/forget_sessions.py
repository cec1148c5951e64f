"""Forget sessions that ended long ago."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models import Q

from pcmt.accounts.limits import session_limits
from pcmt.accounts.models import LogoutHeard, Session
from pcmt.accounts.policy import may_manage
from pcmt.accounts.tokening import forget_sightings
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor

KEPT_FOR = timedelta(days=90)


@transaction.atomic
def forget_sessions(*, actor: Actor, at: datetime) -> int:
    """This will delete the rows of sessions that are over for ninety days, with browser and address; returns how many.

    What the browser's own sessions left behind goes as soon as it has expired; from where a token was used goes ninety
    days after its end. The journal keeps that somebody signed
    in, sealed as its personal part is.
    """
    may_manage(actor, "forget_sessions").require()

    long_ago = at - KEPT_FOR
    over = Q(ended_at__lt=long_ago) | Q(ended_at__isnull=True, opened_at__lt=long_ago - session_limits().longest)
    forgotten, _ = Session.objects.filter(over).delete()
    SessionStore.clear_expired()
    LogoutHeard.objects.filter(heard_at__lt=long_ago).delete()
    forget_sightings(long_ago)

    if forgotten:
        record(
            action="accounts.forget_sessions",
            subject="sessions:old",
            actor=actor,
            at=at,
            after={"sessions": forgotten},
        )
    return forgotten
