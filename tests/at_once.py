"""Acts of several at the same moment, each with a connection of its own, as the processes of a server are."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections, transaction

from pcmt.kernel.refusal import Refusal

LONG_ENOUGH = 1.0
"""Seconds after which one who waits for the other's lock is known to wait."""


@contextmanager
def shared_by_threads(folder: Path) -> Iterator[None]:
    """This will let threads work on the test's data: on SQLite through a file, as an in-memory one is no fair trial."""
    if connection.vendor != "sqlite":
        yield
        return
    path = folder / "shared.sqlite3"
    copy = sqlite3.connect(path)
    connection.ensure_connection()
    connection.connection.backup(copy)
    copy.close()
    before = connections.settings["default"]["NAME"]
    connections.settings["default"]["NAME"] = str(path)
    try:
        yield
    finally:
        connections.settings["default"]["NAME"] = before


def together(*acts: Callable[[], object]) -> list[object]:
    """This will run all at the same moment, each with a connection of its own, and give what each came to."""
    gate, came = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            came[place] = act()  # type: ignore[call-overload]
        except Refusal as refusal:
            came[place] = refusal  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return list(came)


def the_second_before_the_first_is_committed(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """This will do both, the second while the first is done and not committed, and give what each came to.

    The second may wait for the first: a lock that it needs is given back when that is committed.
    """
    is_done, is_over = threading.Event(), threading.Event()

    def begin() -> None:
        try:
            with transaction.atomic():
                first()
                is_done.set()
                is_over.wait(LONG_ENOUGH)
        finally:
            is_done.set()

    def follow() -> None:
        is_done.wait()
        try:
            second()
        finally:
            is_over.set()

    return together(begin, follow)
