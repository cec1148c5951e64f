"""Values kept from page to page until anything changes that they are computed from."""

from functools import cache

from django.db import connection

from pcmt.indicators.models import Revision
from pcmt.prepared import Prepared, Unchanged
from pcmt.rulebook.queries import book

MOST = 120_000
"""How many values a process keeps, some 0.8 kilobytes each: the maps of a year of forty indicators for 98 communes."""
WATCHED = {
    "postgresql": "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'indicators_note_change'",
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%indicators_revision%'",
}

_CHANGES = Prepared(lambda: Revision.objects.values_list("changes", flat=True))


def _revision() -> int | None:
    """How often anything changed; None where nothing counts, as after all tables were emptied."""
    rows = _CHANGES.all()
    return sum(rows) if rows else None


@cache
def _watched() -> frozenset[str]:
    """The tables that have the triggers of `migrations/0005_revision.py`, as the database itself tells."""
    with connection.cursor() as cursor:
        cursor.execute(WATCHED[connection.vendor])
        return frozenset(table for (table,) in cursor.fetchall())


kept = Unchanged(_revision, _watched, by=lambda: book().digest, most=MOST)
"""Keeps the answers of functions; one for which a table was read that is not watched is made anew each time."""
