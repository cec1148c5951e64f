"""The short way to the database for texts that come again and again."""

import threading
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.module_loading import import_string

MOST_PREPARED = 400
"""Texts that a connection to PostgreSQL keeps: all questions, some twice, as small and large numbers differ there."""
MOST_TEXTS = 2000
"""Texts in SQLite's own way of writing: all questions, once for each length of their lists."""


class _Kept(threading.local):
    """The cursor of this thread's connection to PostgreSQL, kept because a new one costs as much as a small answer."""

    line: Any = None
    cursor: Any = None


_KEPT = _Kept()


def asked(connection: BaseDatabaseWrapper, sql: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    """This will ask, and give all rows as the database has them."""
    cursor = told(connection, sql, given)
    with connection.wrap_database_errors:
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def told(connection: BaseDatabaseWrapper, sql: str, given: Sequence[Any]) -> Any:
    """This will send a text with its values, and give the cursor, which is to be read before the next text is sent.

    Django's own layers around a cursor take longer than SQLite's answer; they are left out where nobody listens there.
    Errors come as Django's, and a broken transaction refuses as there.
    """
    connection.ensure_connection()
    on_postgresql = connection.vendor == "postgresql"
    if connection.execute_wrappers or connection.queries_logged:
        cursor: Any = _listened_to(connection) if on_postgresql else connection.cursor()
        cursor.execute(sql, given)
        return cursor
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        if not on_postgresql:
            return connection.connection.execute(_marked(sql), given)
        cursor = _apart(connection)
        cursor.execute(sql, given)
        return cursor


@lru_cache(maxsize=MOST_TEXTS)
def _marked(sql: str) -> str:
    """Django's places for values (%s) as SQLite writes them."""
    return "%".join(part.replace("%s", "?") for part in sql.split("%%"))


def _apart(connection: BaseDatabaseWrapper) -> Any:
    """The cursor that sends values apart from the text.

    Django writes values into the text of what it sends to PostgreSQL, which must then be understood and planned each
    time. Sent apart, a text is planned a few times and then kept (settings: `prepare_threshold`).
    """
    if _KEPT.line is not connection.connection:
        _KEPT.cursor = _listened_to(connection).cursor
        _KEPT.line = connection.connection
    return _KEPT.cursor


def _listened_to(connection: BaseDatabaseWrapper) -> Any:
    """A cursor that sends values apart, within Django's layers."""
    line = connection.connection
    line.prepared_max = MOST_PREPARED
    before, line.cursor_factory = line.cursor_factory, _sending_apart()
    try:
        return connection.cursor()
    finally:
        line.cursor_factory = before


@cache
def _sending_apart() -> Any:
    """Django's cursor that sends values apart; only where PostgreSQL is in use is its module there already."""
    return import_string("django.db.backends.postgresql.base.ServerBindingCursor")
