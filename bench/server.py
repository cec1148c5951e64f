"""A real PCMT for a measure: `pcmt serve` with the sample province, in a folder thrown away, on a free port."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import psycopg

from pcmt.cli.static_files import collect_static, refuse_without_assets

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 600  # seconds to build the sample on a busy machine
ENDING = 90  # seconds to end: on a busy machine each of its processes may take its fifteen


@dataclass(frozen=True)
class Served:
    """A system that answers: its address, and the process that started it."""

    address: str
    process: int

    def processor_seconds(self) -> float:
        """This will add up the processor time of the server with its workers and jobs: no neighbour slows it."""
        return sum(_ticks(one) for one in _family(self.process)) / os.sysconf("SC_CLK_TCK")

    def database_seconds(self) -> float:
        """This will add up the processor time of PostgreSQL's processes, ended ones too; SQLite is in the server's."""
        address = os.environ.get("PCMT_DATABASE")
        if not address:
            return 0.0
        with psycopg.connect(address) as connection:
            above = _parent(connection.info.backend_pid)
        return sum(_ticks(one, ended=one == above) for one in _family(above)) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """This will add up the memory of the server with its workers and jobs, what they share counted once.

        Programs and libraries, read from files, are left out: what of them counts here changes as neighbours that use
        the same ones come and go, and once made processes that did nothing seem to grow.
        """
        return sum(_proportional_kb(one) for one in _family(self.process)) / 1024


def _family(process: int) -> Iterator[int]:
    yield process
    with suppress(FileNotFoundError):  # it ended meanwhile; so below
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            yield from _family(int(child))


def _ticks(process: int, *, ended: bool = False) -> int:
    """What a process spent, with `ended` its children that are no more: utime, stime, cutime, cstime of proc(5)."""
    with suppress(FileNotFoundError):
        return sum(int(spent) for spent in _status(process)[11 : 15 if ended else 13])
    return 0


def _parent(process: int) -> int:
    return int(_status(process)[1])


def _status(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _proportional_kb(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon:"))


@contextmanager
def serving() -> Iterator[Served]:
    """This will build the sample on the database that PCMT_DATABASE names (SQLite without), and serve it."""
    with tempfile.TemporaryDirectory(prefix="pcmt-bench-") as folder:
        port = _free_port()
        address = f"http://127.0.0.1:{port}"
        place = {"PCMT_DATA": f"{folder}/data", "PCMT_STATIC": f"{folder}/static"}
        server = subprocess.Popen(
            [sys.executable, "-m", "pcmt", "serve", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, **place},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(address, server)
            yield Served(address, server.pid)
        finally:
            server.terminate()
            server.wait(timeout=ENDING)


@contextmanager
def serving_here() -> Iterator[Served]:
    """This will serve the database of this very process, which holds something already; no sample is built."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "pcmt", "serve", "--no-sample", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PCMT_TIMING": "1"},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(address, server)
        yield Served(address, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=ENDING)


def ready_pages() -> None:
    """This will pack what the pages serve, or stop with its reason, before an hour goes into filling a database."""
    refuse_without_assets(_say)
    collect_static(_say)


def database() -> str:
    """This will name the database and its version."""
    address = os.environ.get("PCMT_DATABASE")
    if not address:
        return "SQLite"
    with psycopg.connect(address) as connection:
        return f"PostgreSQL {connection.info.server_version // 10_000}"


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        if server.poll() is not None:
            sys.exit("The server stopped at once; its messages are above.")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.5)
    sys.exit(f"The server did not answer within {PATIENCE} s.")
