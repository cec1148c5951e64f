"""How long the lists of ten thousand tasks take: a page, one far behind, the board, the counts of the tabs.

    python -m bench.tasks [--tasks N] [--json]

Takes a data folder with the sample province, made for this (`PCMT_DATA=FOLDER python -m pcmt sample`), and adds made-up
tasks to its first plan: in every state, each with a lead and two that help. Times are of `plans.queries` whole.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 Django is set up first
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.figures import SPREAD_HEADS, Spread, load, machine, table  # noqa: E402
from pcmt.kernel.actor import EVERYWHERE, Actor, Grant  # noqa: E402
from pcmt.plans import queries as plans  # noqa: E402
from pcmt.plans.models import Task, TaskAgency  # noqa: E402
from pcmt.plans.queries import Wish  # noqa: E402

ROUNDS = 20
AT_ONCE = 500
TODAY = date(2026, 11, 21)
STATES = ("todo", "doing", "reported", "returned", "paused", "done", "done", "done")


def fill(count: int) -> None:
    """This will add made-up tasks to the first plan of the sample."""
    first = Task.objects.order_by("id")[0]
    agencies = sorted({one for one in TaskAgency.objects.values_list("agency_id", flat=True) if one})
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        tasks = Task.objects.bulk_create(_task(first, number) for number in numbers)
        TaskAgency.objects.bulk_create(
            TaskAgency(
                task=task,
                agency_id=agencies[(number + place) % len(agencies)],
                role="lead" if place == 0 else "support",
                weight=1 if place == 0 else 0,
                state=task.state if place == 0 else "todo",
            )
            for number, task in zip(numbers, tasks, strict=True)
            for place in range(min(3, len(agencies)))
        )


def _task(first: Task, number: int) -> Task:
    return Task(
        plan_id=first.plan_id,
        title=f"Nhiệm vụ số {number}: tuyên truyền, vận động ở thôn, tổ dân phố",
        quote="",
        source_document_id=first.source_document_id,
        state=STATES[number % len(STATES)],
        due_on=None if number % 9 == 0 else TODAY + timedelta(days=number % 700 - 300),
    )


def measure(count: int) -> dict[str, Any]:
    """This will fill the folder up, measure, and give plain values."""
    fill(count - Task.objects.count())
    overseer = Actor("bench", grants=(Grant("plans.view", "bench", EVERYWHERE),))
    own = frozenset([TaskAgency.objects.exclude(agency=None).values_list("agency_id", flat=True)[0] or 0])
    far = ""
    for _ in range(count // 1000):
        far = plans.task_page(overseer, Wish(), TODAY, after=far, size=500).onward or far
    asked: dict[str, Callable[[], object]] = {
        "a page of all": lambda: plans.task_page(overseer, Wish(), TODAY),
        "a page half-way": lambda: plans.task_page(overseer, Wish(), TODAY, after=far),
        "late ones": lambda: plans.task_page(overseer, Wish(standing="overdue"), TODAY),
        "an agency's own": lambda: plans.task_page(overseer, Wish(agency_ids=own), TODAY),
        "the counts of the tabs": lambda: plans.standing_counts(overseer, Wish(), TODAY),
        "the board": lambda: plans.task_board(overseer, Wish(), TODAY),
    }
    return {
        "machine": machine(),
        "load": load(),
        "database": connection.vendor,
        "tasks": Task.objects.count(),
        "questions": {name: _questions(ask) for name, ask in asked.items()},
        "spreads": {name: Spread.of([_timed(ask) for _ in range(ROUNDS)]) for name, ask in asked.items()},
    }


def _questions(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as made:
        ask()
    return len(made)


def _timed(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def main() -> None:
    """This will measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.tasks)
    if given.json:
        print(json.dumps({**found, "spreads": {k: asdict(v) for k, v in found["spreads"].items()}}, indent=2))
        return
    print(f"{found['machine']}; {found['database']}; {found['tasks']} tasks; load {found['load']}")
    rows = [(name, str(found["questions"][name]), *spread.cells) for name, spread in found["spreads"].items()]
    print(table(("what", "questions", *SPREAD_HEADS), rows))


if __name__ == "__main__":
    sys.exit(main())
