"""Indicators of a whole nation: acceptance with its totals, values of many places, growth with the years, yardsticks.

    PCMT_DATA=FOLDER python -m bench.indicators [--provinces 34] [--communes 3321] [--marks 12,36,60] [--json]
    PCMT_DATA=FOLDER python scripts/with_postgres.py python -m bench.indicators

Fills an empty database (it refuses another) with months of closed figures, and measures at each mark of months. One
that it filled before, or broke off, it takes up from the months that are there. Beside ours stand plain SQL over the
raw cells, DuckDB and Polars over the same cells in Parquet, as ratios of the same run (--bare leaves them out).
With --users a server then answers so many readers of indicators, who pause a second between two pages; with --every a
report is closed meanwhile after so many seconds, and what the server keeps of values is computed anew.
"""

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pcmt.config.settings")
django.setup()

import duckdb  # noqa: E402 Django is set up first
import polars as pl  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bench.cells import LAST, Cells, add_months, build, months_there  # noqa: E402
from bench.figures import SPREAD_HEADS, Spread, load, machine, table  # noqa: E402
from bench.nation import AT, Clerk, officers  # noqa: E402
from bench.pages import PAUSE, Tally, together  # noqa: E402
from bench.server import ready_pages, serving_here  # noqa: E402
from bench.visitor import Visitor  # noqa: E402
from pcmt.accounts.queries import actor_for  # noqa: E402
from pcmt.areas.models import Area  # noqa: E402
from pcmt.indicators.actions.save_dashboard import save_dashboard  # noqa: E402
from pcmt.indicators.actions.share_dashboard import share_dashboard  # noqa: E402
from pcmt.indicators.queries import Asked, PanelView, bulk_values, pivot  # noqa: E402
from pcmt.kernel.actor import system_actor  # noqa: E402
from pcmt.kernel.period import Period  # noqa: E402
from pcmt.kernel.quantity import Quantity  # noqa: E402
from pcmt.reporting.ledger import ClosedFigure, close_figures  # noqa: E402

CLOSER = system_actor("đo chốt số liệu")
READER = system_actor("đo bảng tổng hợp", "indicators.view")
ON = AT.date()
AGAIN = 5
LEAD_IN = 30.0  # seconds of reading before any is counted
HEADS = ("what", "months", "values", "cold ms", "warm ms", "MB")
RAW = """
    SELECT v.parent_id, f.period, f.element, SUM(f.scaled) AS total
    FROM reporting_fact f JOIN areas_areaversion v ON v.area_id = f.area_id
    WHERE f.superseded_at IS NULL AND f.agency_id IS NULL GROUP BY v.parent_id, f.period, f.element
"""


def measured(work: Callable[[], int]) -> dict[str, Any]:
    """This will take a work once cold, then some times warm; values, milliseconds, and the memory at its greatest."""
    started = time.perf_counter()
    values = work()
    cold = time.perf_counter() - started
    warm = []
    for _ in range(AGAIN):
        started = time.perf_counter()
        work()
        warm.append(time.perf_counter() - started)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"values": values, "cold ms": round(cold * 1000), "warm ms": round(median(warm) * 1000), "MB": round(most)}


@dataclass
class Closing:
    """Closes a report of every element in one commune, each figure another than before, with the totals above."""

    cells: Cells
    turn: int = 0

    def __call__(self) -> int:
        """This will close it once more, and tell how many figures it has."""
        self.turn += 1
        figures = [
            ClosedFigure(element, Quantity(self.turn * 100 + number))
            for number, element in enumerate(self.cells.elements)
        ]
        with transaction.atomic():  # as the actions that close figures do
            close_figures(self.cells.places[0], LAST, figures, submission=None, actor=CLOSER, at=AT)
        return len(figures)


def parquet(folder: Path) -> Path:
    """This will write the raw cells with their province as a Parquet file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v.parent_id, f.area_id, f.period, f.element, f.scaled FROM reporting_fact f "
            "JOIN areas_areaversion v ON v.area_id = f.area_id WHERE f.superseded_at IS NULL"
        )
        names = {
            "parent_id": pl.Int64,
            "area_id": pl.Int64,
            "period": pl.String,
            "element": pl.String,
            "scaled": pl.Int64,
        }
        frames = []
        while rows := cursor.fetchmany(500_000):
            frames.append(pl.DataFrame(rows, schema=names, orient="row"))
    path = folder / "cells.parquet"
    pl.concat(frames).write_parquet(path)
    return path


def yardsticks(path: Path) -> dict[str, Callable[[], int]]:
    """This will give the same sums by province, month and element, by what one would else use over raw cells."""
    keys = ["parent_id", "period", "element"]
    sums = f"SELECT parent_id, period, element, SUM(scaled) FROM '{path}' GROUP BY ALL"
    return {
        "plain SQL over raw cells": lambda: len(_fetched(RAW)),
        "DuckDB over Parquet": lambda: len(duckdb.sql(sums).fetchall()),
        "Polars over Parquet": lambda: len(pl.scan_parquet(path).group_by(keys).agg(pl.col("scaled").sum()).collect()),
    }


def _fetched(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def taken(cells: Cells, months: int, with_yardsticks: bool) -> list[dict[str, Any]]:
    """This will measure everything on the months that are there."""
    periods = [LAST.shifted(-step) for step in reversed(range(months))]
    year = periods[-12:]
    works: dict[str, Callable[[], int]] = {
        "a report of 60 figures closed, with totals": Closing(cells),
        f"{len(cells.indicators)} indicators × {len(cells.provinces)} provinces × all months": lambda: _bulk(
            cells.indicators, cells.provinces, periods
        ),
        f"1 indicator × {len(cells.places)} communes × 12 months": lambda: _bulk(
            cells.indicators[:1], cells.places, year
        ),
        f"pivot of 1 indicator × {len(cells.places)} communes × 1 month": lambda: _pivot(
            cells.indicators[:1], cells.places, periods[-1:]
        ),
        f"pivot of 4 indicators × {len(cells.provinces)} provinces × 12 months": lambda: _pivot(
            cells.indicators[:4], cells.provinces, year
        ),
    }
    rows = [_row(what, months, work) for what, work in works.items()]
    if with_yardsticks:
        with tempfile.TemporaryDirectory() as folder:
            rows += [_row(what, months, work) for what, work in yardsticks(parquet(Path(folder))).items()]
    return rows


def _row(what: str, months: int, work: Callable[[], int]) -> dict[str, Any]:
    """One work measured, told at once as well: a long run that is broken off has then said what it knew."""
    row = {"what": what, "months": months, **measured(work)}
    sys.stderr.write("  ".join(str(row[head]) for head in HEADS) + "\n")
    return row


@dataclass(frozen=True)
class Read:
    """What readers saw, what the database's own processes spent on it, and how many reports were closed meanwhile."""

    tally: Tally
    database: float
    closed: int


def pages(cells: Cells, users: int, seconds: float, every: float) -> Read:
    """This will serve this database to readers of one province's indicators, each at random a page after the other.

    Counted is what follows a lead-in, in which both workers meet what is asked for the first time.
    every: so many seconds after one another reports are closed meanwhile, after which all is computed anew; 0: none.
    """
    province = cells.provinces[0]
    clerks = officers(Area.objects.get(pk=province), users)
    board = _dashboard(cells, province, clerks[0])
    closing, ends = Closing(cells), threading.Event()

    def close() -> None:
        while not ends.wait(every):
            closing()
        connection.close()

    def read(visitor: Visitor, rnd: random.Random, tally: Tally) -> None:
        name, path = rnd.choice([*_paths(cells, board, rnd).items()])
        tally.add(name, visitor.get(path))
        time.sleep(PAUSE)

    with serving_here() as served:
        visitors = [Visitor(served.address, {settings.SESSION_COOKIE_NAME: one.cookie}) for one in clerks]
        for path in [*_paths(cells, board, random.Random(1)).values()] * 4:  # both workers have loaded what they keep
            visitors[0].get(path)
        together(visitors, read, LEAD_IN)
        spent, closer = served.database_seconds(), threading.Thread(target=close)
        if every:
            closer.start()
        found = together(visitors, read, seconds)
        ends.set()
        if every:
            closer.join()
        return Read(found, served.database_seconds() - spent, closing.turn)


def _paths(cells: Cells, board: int, rnd: random.Random) -> dict[str, str]:
    """The pages that readers open, of any indicator and commune."""
    province, number = cells.provinces[0], rnd.randrange(len(cells.indicators) - 3)
    code, commune = cells.indicators[number], rnd.choice(cells.communes[province])
    chosen = "&".join(f"ma={one}" for one in cells.indicators[number // 4 * 4 :][:4])
    return {
        "indicators.list": "/chi-so/",
        "indicators.show (map)": f"/chi-so/{code}/?dia-ban={province}",
        "indicators.frames": f"/chi-so/{code}/ban-do?dia-ban={province}",
        "indicators.dashboard": f"/chi-so/bang-dieu-khien/{board}/",
        "indicators.pivot": f"/chi-so/bang-tong-hop/?{chosen}&dia-ban=xa&so=6",
        "areas.area (commune)": f"/dia-ban/{commune}/",
    }


def _dashboard(cells: Cells, province: int, clerk: Clerk) -> int:
    """A dashboard of a usual size that one of them saved and shares: figures, courses, a map and a ranking."""
    actor = actor_for(clerk.user_id, AT)
    assert actor is not None
    kinds = ("value", "value", "value", "value", "trend", "map", "ranking", "trend")
    panels = [PanelView(kind, code) for kind, code in zip(kinds, cells.indicators, strict=False)]
    made = save_dashboard(name="Bảng đo", panels=panels, area_id=province, actor=actor, at=AT)
    share_dashboard(dashboard_id=made, actor=actor, at=AT)
    return made


def pages_told(read: Read, users: int) -> str:
    """This will write how fast pages answered as a table; processor: the server's own, without the database's."""
    found = read.tally
    rows = [
        (name, f"{found.spent[name] / len(times):.1f}", *Spread.of(times).cells)
        for name, times in sorted(found.seconds.items())
    ]
    every = [one for times in found.seconds.values() for one in times]
    asked = max(1, len(every))
    rows.append(("all", f"{sum(found.spent.values()) / asked:.1f}", *Spread.of(every).cells))
    head = (
        f"{users} readers, {PAUSE:.0f} s between requests, after {LEAD_IN:.0f} s of the same; "
        f"{read.closed} reports closed meanwhile; "
        f"{len(found.failures)} failed {found.failures[:2] or ''}\n"
        f"PostgreSQL's own processes: {read.database * 1000 / asked:.1f} ms a request"
    )
    return f"{head}\n\n{table(('page', 'processor ms', *SPREAD_HEADS), rows)}"


def _bulk(codes: list[str], area_ids: list[int], periods: list[Period]) -> int:
    return len(bulk_values(codes, area_ids, periods, ON))


def _pivot(codes: list[str], area_ids: list[int], periods: list[Period]) -> int:
    chosen = tuple(str(one) for one in area_ids)
    return pivot(READER, Asked(tuple(codes), chosen, tuple(periods), ON)).cells


def main() -> None:
    """This will run the measures and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--provinces", type=int, default=34)
    parser.add_argument("--communes", type=int, default=3321)
    parser.add_argument("--marks", default="60", help="measure after so many months, as 12,36,60")
    parser.add_argument("--users", type=int, default=0, help="then let so many read pages of indicators")
    parser.add_argument("--seconds", type=float, default=30, help="how long they read")
    parser.add_argument("--every", type=float, default=0, help="meanwhile close a report after so many seconds")
    parser.add_argument("--bare", action="store_true", help="without what one would else use")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.users:
        ready_pages()
    call_command("migrate", verbosity=0)
    cells, rows = build(asked.provinces, asked.communes), []
    built = months_there(cells)
    marks = sorted({int(one) for one in asked.marks.split(",") if int(one) >= built})
    if not marks:
        sys.exit(f"bench: {built} months are there already; ask for --marks from {built} on, or give an empty database")
    for mark in marks:
        started = time.perf_counter()
        add_months(cells, built, mark - built)
        rows.append({"what": f"built up to {mark} months", "months": mark, "values": mark * len(cells.places) * 60,
                     "cold ms": round((time.perf_counter() - started) * 1000), "warm ms": "", "MB": ""})  # fmt: skip
        built = mark
        rows += taken(cells, mark, mark == marks[-1] and not asked.bare)
    read = pages(cells, asked.users, asked.seconds, asked.every) if asked.users else None
    if asked.json:
        print(json.dumps({"machine": machine(), "load": load(), "database": connection.vendor, "rows": rows,
                          "pages": read.tally.summed() if read else None}, indent=1))  # fmt: skip
        return
    print(f"{', '.join(f'{name} {value}' for name, value in machine().items())}; {connection.vendor}, load {load()}\n")
    print(table(HEADS, [[str(row[head]) for head in HEADS] for row in rows]))
    if read:
        print(f"\n{pages_told(read, asked.users)}")


if __name__ == "__main__":
    main()
