"""`pcmt jobs`: run what the system does by itself."""

import signal
import sys
import time
from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.jobs.schedule import run_due

PAUSE = 2.0  # seconds between two looks at the table: a person waits for what was handed in to be read

READING = "read_received_files"


def loop_command() -> list[str]:
    """This will give the command line that runs the jobs until stopped."""
    return [sys.executable, "-m", "pcmt", "jobs"]


def jobs(once: Annotated[bool, typer.Option("--once", help="Run every job once, then end.")] = False) -> None:
    """Run the jobs whose time has come, for ever or once; prints what each did to standard error."""
    # Ends as by Ctrl-C, so that a file in reading is put back for the next run.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    last: dict[str, datetime] = {}
    while True:
        runs = run_due(timezone.now(), last)
        for run in runs:
            if once or run.done is None:
                typer.echo(f"{run.name}: {'failed' if run.done is None else run.done}", err=True)
        if once:
            raise typer.Exit(1 if any(run.done is None for run in runs) else 0)
        if not any(run.name == READING and run.done for run in runs):
            time.sleep(PAUSE)
