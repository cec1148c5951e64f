"""Browsers' sessions in the database as Django keeps them; what each request asks of them is a question made once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from pcmt.prepared import Prepared

_KEPT = Prepared(lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at))


class SessionStore(DatabaseStore):
    """The session of one browser (settings.SESSION_ENGINE)."""

    def _get_session_from_db(self) -> Session | None:
        """This will load the session; None, and the key forgotten, where it is unknown or over."""
        kept = _KEPT.first(self.session_key, timezone.now()) if self.session_key else None
        if kept is None:
            self._session_key = None
        return kept
