"""A process killed at any moment loses nothing that it acknowledged, and leaves nothing half-done."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection

from pcmt.reporting import queries
from tests.reporting.walk import FORM, OCTOBER, Walk

pytestmark = pytest.mark.django_db(transaction=True)

Order = Callable[..., dict[str, Any]]
KILLS = 12
START = "import django; django.setup(); from tests.reporting.killed import main; main()"


@pytest.fixture
def worker(walk: Walk, tmp_path: Path) -> Iterator[Order]:
    """A process on this test's database; on SQLite on a copy of it in a file, as the system keeps one."""
    walk.fill(walk.id("sen-hong"), {"tested": "0"})
    environment = {**os.environ, "PCMT_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "pcmt.config.settings"}
    if connection.vendor == "sqlite":
        environment.pop("PCMT_DATABASE", None)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(tmp_path / "pcmt.sqlite3")])
    else:
        kept = connection.settings_dict
        address = f"{kept['USER']}:{kept['PASSWORD']}@{kept['HOST']}:{kept['PORT']}/{kept['NAME']}"
        environment["PCMT_DATABASE"] = f"postgresql://{address}"
    command = [sys.executable, "-c", START]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        stdin, stdout = process.stdin, process.stdout

        def order(**what: object) -> dict[str, Any]:
            stdin.write(json.dumps(what) + "\n")
            stdin.flush()
            answer: dict[str, Any] = json.loads(stdout.readline())
            return answer

        yield order
        stdin.close()


def test_a_kill_loses_no_acknowledged_step_and_leaves_none_half_done(walk: Walk, worker: Order) -> None:
    duty = queries.duty(walk.actor("planner"), FORM, OCTOBER, walk.province.communes["sen-hong"].id)
    assert duty is not None
    random, before = Random(9), worker(do="look", duty=duty.id)
    for _ in range(KILLS):
        told = worker(do="walk", duty=duty.id, **{"for": random.uniform(0.01, 0.6)})
        settle()
        after = worker(do="look", duty=duty.id)
        walked = after["steps"] - before["steps"]
        # What was told is there; at most the step under way came to its end untold.
        assert told["acknowledged"] <= walked <= told["acknowledged"] + 1
        assert after["entries"] - before["entries"] == walked
        holds_together(after)
        before = after
    assert before["round"] > 1  # a report was closed and opened again on the way


def settle() -> None:
    """Wait until PostgreSQL has seen that the killed process is gone: its server process may still end a commit."""
    if connection.vendor != "postgresql":
        return
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        for _ in range(200):
            cursor.execute(others)
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.05)
    pytest.fail("the killed process still holds a connection after ten seconds")


def holds_together(found: dict[str, Any]) -> None:
    """Facts, total, draft and state tell of one and the same last step."""
    closed = found["round"] if found["state"] == "accepted" else found["round"] - 1
    assert found["facts"] == ([closed] if closed else [])
    assert found["revisions"] == closed
    assert found["total"] == found["sum"]
    if found["state"] in ("signed", "submitted", "accepted"):
        assert found["draft"] == found["round"]
