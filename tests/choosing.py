"""Which of the collected tests a run needs, and in what order the workers take the files.

On PostgreSQL only what touches a database is worth a second run: the rest has run on SQLite already and knows no
database. A test touches one by the marker `django_db` or by a fixture that rests on it. Of the walks over all
addresses those of three people stay (`ON_BOTH`): they ask every query there is; who else is let in where is decided
before any query, the same on both.
Files that take long go first, so that no worker ends with a long one alone; that the file that builds the sample
comes before the others that walk it is part of that.
"""

from collections.abc import Iterable

import pytest

DATABASE = frozenset({"db", "transactional_db"})
LONGEST = (
    "tests/browser/test_browser_offline.py",
    "tests/vanban/test_vanban_real_documents.py",
    "tests/vanban/test_vanban_intake_scans.py",
    "tests/browser/",
    "tests/journeys/",
    "tests/web/test_address_matrix",
    "tests/areas/test_areas_events",
    "tests/vanban_write/test_write_",
    "tests/reporting/",
)
MATRIX = "tests/web/test_address_matrix"
ON_BOTH = frozenset({"planner", "admin", "sen-hong.reporter"})


def touches_database(item: pytest.Item) -> bool:
    """This will tell whether a test asks a database, by its marker or through its fixtures."""
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(
        getattr(item, "fixturenames", ())
    )


def only_for_sqlite(item: pytest.Item) -> bool:
    """This will tell whether a test proves nothing more on PostgreSQL than it has on SQLite."""
    if not touches_database(item):
        return True
    called = getattr(item, "callspec", None)
    who = called.params.get("who") if called is not None else None
    return item.nodeid.startswith(MATRIX) and who is not None and who not in ON_BOTH


def place(item: pytest.Item) -> int:
    """This will give a test's place in line: its file's among the longest, all others behind."""
    return next((number for number, start in enumerate(LONGEST) if item.nodeid.startswith(start)), len(LONGEST))


def parted(items: Iterable[pytest.Item], vendor: str) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """This will part the collected tests into those to run, longest files first, and those that this run leaves out."""
    items = list(items)
    left_out = [item for item in items if vendor == "postgresql" and only_for_sqlite(item)]
    kept = set(map(id, items)) - set(map(id, left_out))
    return sorted((item for item in items if id(item) in kept), key=place), left_out
