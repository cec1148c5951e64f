"""What a run leaves out, and what it takes first (`tests.choosing`)."""

from types import SimpleNamespace
from typing import Any

from tests.choosing import parted


def item(nodeid: str, *fixtures: str, marked: bool = False, **params: str) -> Any:
    def marker(name: str) -> object:
        return object() if marked and name == "django_db" else None

    told = {"callspec": SimpleNamespace(params=params)} if params else {}
    return SimpleNamespace(nodeid=nodeid, fixturenames=fixtures, get_closest_marker=marker, **told)


PURE = item("tests/plans/test_plans_rules.py::test_a_date", "tmp_path")
BY_FIXTURE = item("tests/plans/test_plans_pages.py::test_a_page", "visit", "province", "db")
BY_MARKER = item("tests/journal/test_journal.py::test_a_chain", marked=True)
FLUSHING = item("tests/journal/test_journal.py::test_two_hands", "transactional_db")
PLANNER = item("tests/web/test_address_matrix_province.py::test_walk", "db", who="planner")
CHAIRMAN = item("tests/web/test_address_matrix_province.py::test_walk", "db", who="chairman")
ALL = [PURE, BY_FIXTURE, BY_MARKER, FLUSHING, PLANNER, CHAIRMAN]


def test_on_sqlite_everything_runs():
    kept, left_out = parted(ALL, "sqlite")
    assert len(kept) == len(ALL)
    assert left_out == []


def test_on_postgresql_what_asks_no_database_is_left_out_and_what_others_ask_for():
    kept, left_out = parted(ALL, "postgresql")
    assert kept == [PLANNER, BY_FIXTURE, BY_MARKER, FLUSHING]
    assert left_out == [PURE, CHAIRMAN]


def test_long_files_go_first_and_the_rest_keeps_its_order():
    walk = item("tests/browser/test_browser_offline.py::test_cut")
    journey = item("tests/journeys/test_walk.py::test_all", "db")
    kept, _ = parted([PURE, journey, BY_MARKER, walk], "sqlite")
    assert kept == [walk, journey, PURE, BY_MARKER]
