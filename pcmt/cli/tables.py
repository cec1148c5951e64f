"""The database's tables, for commands by which a new system begins."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.migrations import Migration, RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from pcmt.cli.static_files import alone

LOCK = 7_301_027  # the advisory lock on PostgreSQL that keeps apart those who make the tables


def make_tables() -> None:
    """This will make the tables that this version needs, and change nothing where they are there.

    A server that starts and a command in the next window may both come to it: one waits, and finds it done.
    """
    with _one_at_a_time():
        if is_empty_sqlite():
            make_at_once()
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """This will keep others out; PostgreSQL may be asked from several machines, so there it keeps them out itself."""
    if connection.vendor == "sqlite":
        with alone(settings.DATA_DIR / ".tables.lock"):
            yield
        return
    # A line of its own: held by its transaction, the lock is gone with it, by a kill too, and also behind a pooler.
    with closing(connection.copy()) as beside:
        beside.set_autocommit(False)
        with beside.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
        beside.rollback()


def is_empty_sqlite() -> bool:
    """This will tell whether the database is a new SQLite file, which `make_at_once` may fill."""
    return connection.vendor == "sqlite" and not connection.introspection.table_names()


def make_at_once() -> None:
    """This will make the tables of an empty SQLite database as all migrations together would leave them.

    One by one they remake tables that hold nothing: ten seconds of a first start, in which nobody can sign in. What
    they do beside tables (triggers, the index of words) is done in their order, on the tables as they are at last;
    tests/cli/test_tables.py holds both ways against each other. Cut short, it leaves an empty database.
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    state = executor.loader.project_state()
    # References are checked at the end; within a transaction SQLite would not let them be switched off.
    with connection.constraint_checks_disabled(), transaction.atomic():
        executor.recorder.ensure_schema()
        with connection.schema_editor() as editor:
            for model in _stored(state):
                editor.create_model(model)
        for migration, _ in plan:
            _do_beside(migration, state)
            executor.recorder.record_applied(migration.app_label, migration.name)


def _stored(state: ProjectState) -> Iterator[type[models.Model]]:
    """The models that have a table of their own; one that only joins two others comes with them."""
    for key in state.models:
        model = state.apps.get_model(*key)
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped:
            yield model


def _do_beside(migration: Migration, state: ProjectState) -> None:
    for operation in migration.operations:
        if isinstance(operation, RunPython):
            with connection.schema_editor(atomic=migration.atomic) as editor:
                operation.database_forwards(migration.app_label, editor, state, state)
