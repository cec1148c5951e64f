"""Test set-up that every suite needs: emptying tables that are append-only in production."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management.commands import migrate
from django.db import connection
from django.test import TransactionTestCase

from pcmt.cli.tables import is_empty_sqlite, make_at_once


@contextmanager
def triggers_off() -> Iterator[None]:
    """This will let a test's tables be emptied: triggers that make tables append-only are off within."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, sql in triggers:
            cursor.execute(sql)


@pytest.fixture(autouse=True, scope="session")
def _flush_append_only_tables() -> Iterator[None]:
    plain = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        with triggers_off():
            plain(case)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = plain  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """This will have the tests' own SQLite database made at once, as a new system's is (pcmt/cli/tables.py)."""
    one_by_one = migrate.Command.handle

    def handle(command: migrate.Command, *args: object, **options: object) -> str | None:
        if is_empty_sqlite():
            make_at_once()
        return one_by_one(command, *args, **options)

    migrate.Command.handle = handle  # type: ignore[method-assign]
