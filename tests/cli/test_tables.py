"""The tables of a new system, made at once, are those that all migrations make one by one."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ONE_BY_ONE = "from django.core.management import call_command; call_command('migrate', verbosity=0)"
AT_ONCE = "from pcmt.cli.tables import make_tables; make_tables()"
TOLD = """
import json
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
with connection.cursor() as cursor:
    cursor.execute("SELECT type, name, sql FROM sqlite_master")
    made = cursor.fetchall()
    cursor.execute("SELECT app_label, model, codename FROM auth_permission p "
                   "JOIN django_content_type c ON c.id = p.content_type_id")
    made += cursor.fetchall()
applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
print(json.dumps([made, applied]))
"""
TABLE = re.compile(r'CREATE TABLE "\w+" \((.*)\)', re.DOTALL)
TOP_LEVEL = re.compile(r",\s*(?![^()]*\))")


def made_by(way: str, folder: Path) -> tuple[set[tuple[str, ...]], list[str]]:
    """What stands in the database, and which migrations it bears; columns in any order."""
    program = f"import django; django.setup()\n{way}\n{TOLD}"
    environment = {name: value for name, value in os.environ.items() if name != "PCMT_DATABASE"}
    environment |= {"PCMT_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "pcmt.config.settings"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    rows, applied = json.loads(done.stdout.splitlines()[-1])
    return {(kind, name, *columns(sql or "")) for kind, name, sql in rows}, applied


def columns(sql: str) -> list[str]:
    """The columns and constraints of a table in some order; what makes anything else stays whole."""
    table = TABLE.fullmatch(sql)
    return sorted(TOP_LEVEL.split(table.group(1))) if table else [sql]


def test_both_ways_make_the_same(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "all").mkdir()
    one, applied_one = made_by(ONE_BY_ONE, tmp_path / "one")
    assert len(one) > 300
    with ThreadPoolExecutor() as both:  # a server that starts, and a command in the next window
        for at_once, applied_at_once in both.map(lambda _: made_by(AT_ONCE, tmp_path / "all"), range(2)):
            assert applied_at_once == applied_one
            assert at_once == one


def test_what_is_cut_short_leaves_nothing(tmp_path: Path) -> None:
    broken = """
from django.db import connection
from pcmt.cli import tables
def fail(*_): raise KeyboardInterrupt
tables._do_beside = fail
try:
    tables.make_tables()
except KeyboardInterrupt:
    assert connection.introspection.table_names() == []
tables._do_beside = lambda *_: None
tables.make_at_once()
"""
    made, applied = made_by(broken, tmp_path)
    assert len(applied) > 50
    assert any(name == "journal_entry" for kind, name, *_ in made)
