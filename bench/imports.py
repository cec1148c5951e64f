"""How many figures a second a file brings in, checked and written, and whether memory stays flat.

    PCMT_DATA=FOLDER python -m bench.imports [--communes 3321] [--periods 4] [--json]
    PCMT_DATA=FOLDER python scripts/with_postgres.py python -m bench.imports

Fills an empty database (it refuses another) with a made-up nation of communes, opens periods of the commune's monthly
form, and hands in a file of every cell: new, then the same file again, then changed, then tried only.
"""

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pcmt.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 Django is set up first
from django.db import connection  # noqa: E402

from bench import nation  # noqa: E402
from bench.figures import load, machine, table  # noqa: E402
from pcmt.kernel.actor import system_actor  # noqa: E402
from pcmt.kernel.period import Calendar, Period  # noqa: E402
from pcmt.reporting.actions.import_figures import import_figures  # noqa: E402
from pcmt.reporting.actions.open_period import open_period  # noqa: E402
from pcmt.reporting.bulk.outcome import Outcome  # noqa: E402
from pcmt.rulebook.queries import book  # noqa: E402

FORM = "xa-thang"
WRITER = system_actor(
    "đo nhập hàng loạt", "reporting.open_period", "reporting.view", "reporting.enter_cells", "reporting.import_figures"
)
ACTIONS = {"new": {}, "the same again": {}, "changed": {}, "tried only": {"is_trial": True}}


def fill(communes: int, periods: int) -> list[Period]:
    """This will make communes with their agencies the short way, and open the last periods of the form."""
    nation.build(communes, people=False)
    last = Period.month_of(date(2026, 10, 10), Calendar.ND09)
    opened = [last.shifted(-step) for step in range(periods)]
    for period in opened:
        open_period(form_code=FORM, period=period, actor=WRITER, at=nation.AT)
    return opened


def write_file(path: Path, communes: int, periods: list[Period], seed: int) -> int:
    """This will write every cell of every report as a row; gives how many."""
    count = 0
    with path.open("w") as file:
        file.write("form,area,period,element,category,value\n")
        for line in _rows(communes, periods, random.Random(seed)):
            file.write(line)
            count += 1
    return count


def _rows(communes: int, periods: list[Period], chance: random.Random) -> Iterator[str]:
    for period in periods:
        form = book().form(FORM, period.last_day)
        elements = [cell.element for cell in form.cells if cell.computed is None]
        for number in range(1, communes + 1):
            for element in elements:
                yield f"{FORM},{number:05},{period.id},{element},,{chance.randrange(2)}\n"


def measure(communes: int, periods: int) -> dict[str, Any]:
    """This will take every measure on the configured database, as plain values."""
    opened = fill(communes, periods)
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="pcmt-bench-") as folder:
        path = Path(folder) / "figures.csv"
        rows = write_file(path, communes, opened, seed=1)
        for name, how in ACTIONS.items():
            if name == "changed":
                write_file(path, communes, opened, seed=2)
            found[name] = _one(path, how)
    return {
        "machine": machine() | {"database": connection.vendor},
        "load": load(),
        "rows": rows,
        "megabytes_at_start": found["new"]["megabytes_before"],
        "runs": found,
    }


def _one(path: Path, how: dict[str, Any]) -> dict[str, Any]:
    before, began, spent = _megabytes(), time.perf_counter(), time.process_time()
    with path.open("rb") as stream:
        outcome: Outcome = import_figures(stream=stream, actor=WRITER, at=nation.AT, **how)
    seconds, processor = time.perf_counter() - began, time.process_time() - spent
    return {
        "counts": outcome.plain["counts"],
        "values_a_second": round(outcome.read / seconds),
        "values_a_processor_second": round(outcome.read / processor),
        "megabytes_before": before,
        "megabytes_after": _megabytes(),
    }


def _megabytes() -> int:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def show(found: dict[str, Any]) -> str:
    """This will write the measures as a table."""
    told = ", ".join(f"{key} {value}" for key, value in found["machine"].items())
    rows = [
        (
            name,
            *(str(one["counts"][key]) for key in ("new", "changed", "same", "refused")),
            f"{one['values_a_second']:,}",
            f"{one['values_a_processor_second']:,}",
            str(one["megabytes_after"]),
        )
        for name, one in found["runs"].items()
    ]
    heads = (
        "run",
        "new",
        "changed",
        "same",
        "refused",
        "values/s",
        "values/processor s",
        "MB at most",
    )
    return "\n".join(
        [
            f"## Figures by file, {found['rows']:,} rows",
            "",
            f"{told}; load {found['load']}; {found['megabytes_at_start']} MB before",
            "",
            table(heads, rows),
        ]
    )


def main() -> None:
    """This will measure and print."""
    asked = argparse.ArgumentParser(description="How fast a file of figures is taken in.")
    asked.add_argument("--communes", type=int, default=3321)
    asked.add_argument("--periods", type=int, default=4)
    asked.add_argument("--json", action="store_true", help="print plain values")
    options = asked.parse_args()
    call_command("migrate", verbosity=0)
    found = measure(options.communes, options.periods)
    sys.stdout.write((json.dumps(found, indent=2, ensure_ascii=False) if options.json else show(found)) + "\n")


if __name__ == "__main__":
    main()
