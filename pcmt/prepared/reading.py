"""What was answered while a page is read, so that each question is asked once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


class _Reading(threading.local):
    """What was answered while this thread's page is read; None outside. `depth`: in how many transactions it began."""

    answers: dict[Any, list[Any]] | None = None
    depth = (False, 0)


_READING = _Reading()


@contextmanager
def each_asked_once() -> Iterator[None]:
    """This will answer each question that comes again from memory, for the time of a page that changes nothing.

    Where something is changed all the same, in a transaction or by `Rows`, what was answered is forgotten. Whoever asks
    gets a list of their own, of rows that others read too.
    """
    _READING.answers, _READING.depth = {}, _depth(connections[DEFAULT_DB_ALIAS])
    try:
        yield
    finally:
        _READING.answers = None


def kept_answers(connection: BaseDatabaseWrapper) -> dict[Any, list[Any]] | None:
    """This will give the answers so far of the page being read; None where no answer may be kept."""
    answers = _READING.answers
    if answers is not None and _depth(connection) != _READING.depth:
        answers.clear()
        return None
    return answers


def forget() -> None:
    """This will forget what was answered, because something is written."""
    if _READING.answers:
        _READING.answers.clear()


def _depth(connection: BaseDatabaseWrapper) -> tuple[bool, int]:
    return connection.in_atomic_block, len(connection.savepoint_ids)
