"""The one table of jobs: what runs, how often, and with which permissions."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import close_old_connections

from pcmt.jobs.closing import look_at_figures_of_tasks
from pcmt.jobs.duties import close_run_out_periods, open_due_periods
from pcmt.jobs.reading import read_received_files, reindex_documents, release_forgotten_files
from pcmt.jobs.reminding import send_mails, tell_what_is_due
from pcmt.jobs.sealing import anchor_journal, seal_journal
from pcmt.jobs.tidying import forget_old_entries, forget_old_sessions

log = logging.getLogger("pcmt.jobs")


@dataclass(frozen=True)
class Job:
    """A job's name, how long after a run it is due again, and the call that does it and says how much it did."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]


JOBS = (
    Job("read_received_files", timedelta(seconds=1), read_received_files),
    Job("seal_journal", timedelta(minutes=1), seal_journal),
    Job("anchor_journal", timedelta(minutes=10), anchor_journal),
    Job("open_due_periods", timedelta(hours=1), open_due_periods),
    Job("tell_what_is_due", timedelta(minutes=1), tell_what_is_due),
    Job("look_at_figures_of_tasks", timedelta(minutes=10), look_at_figures_of_tasks),
    Job("send_mails", timedelta(minutes=1), send_mails),
    Job("close_run_out_periods", timedelta(hours=1), close_run_out_periods),
    Job("reindex_documents", timedelta(seconds=10), reindex_documents),
    Job("release_forgotten_files", timedelta(minutes=10), release_forgotten_files),
    Job("forget_old_sessions", timedelta(hours=6), forget_old_sessions),
    Job("forget_old_entries", timedelta(hours=6), forget_old_entries),
)


@dataclass(frozen=True)
class Run:
    """What one run of a job did; `done` is None where it failed, and the log says why."""

    name: str
    done: int | None


def run_due(at: datetime, last: dict[str, datetime]) -> list[Run]:
    """This will run every job whose time has come, and note the time in `last`; one that fails stops no other."""
    runs = []
    for job in JOBS:
        if job.name in last and at - last[job.name] < job.every:
            continue
        last[job.name] = at
        try:
            runs.append(Run(job.name, job.run(at)))
        except Exception:
            log.exception("job %s failed; it will be tried again", job.name)
            runs.append(Run(job.name, None))
        finally:
            close_old_connections()
    return runs
