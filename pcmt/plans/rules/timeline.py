"""Where a plan's tasks lie in its time: each a stretch up to its day, on a scale of a thousand, with months. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.plans.rules.returning import occurrences
from pcmt.plans.rules.rolling import Part, Reached, reached
from pcmt.plans.rules.task_answers import TaskView

SCALE = 1000
MOST_HEADS = 14


@dataclass(frozen=True)
class Head:
    """A month or a year of the scale: its name and where it begins."""

    label: str
    at: int


@dataclass(frozen=True)
class Stretch:
    """A task on the scale. days: where it is due, one or, of a task that returns, each; empty where it has no day."""

    task: TaskView
    days: tuple[int, ...]

    @property
    def until(self) -> int:
        """Where the stretch ends: the last of its days, 0 where it has none."""
        return self.days[-1] if self.days else 0


@dataclass(frozen=True)
class Timeline:
    """A plan's tasks in time, today's place on the scale (None outside), and how far all is."""

    heads: tuple[Head, ...]
    rows: tuple[Stretch, ...]
    today: int | None
    percent: int
    standings: tuple[tuple[str, str, int], ...]
    """How many tasks stand how: label, tone, count; the most pressing first."""


ORDER = ("risk", "late", "void", "on", "met")


def timeline(tasks: Sequence[TaskView], first: date, last: date, on: date) -> Timeline:
    """This will lay tasks out between two days; what falls outside stands at the edge."""
    told = Counter((task.standing.label, task.standing.tone) for task in tasks if task.standing)
    rows = sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or last, task.id))
    return Timeline(
        heads=_heads(first, last),
        rows=tuple(Stretch(task, _days(task, first, last)) for task in rows),
        today=_at(on, first, last) if first <= on <= last else None,
        percent=far(tasks).percent,
        standings=tuple(
            (label, tone, count)
            for (label, tone), count in sorted(told.items(), key=lambda one: (ORDER.index(one[0][1]), one[0][0]))
        ),
    )


def far(tasks: Iterable[TaskView]) -> Reached:
    """This will tell how far tasks are together by their weight, each weight shared among the task's parts."""
    return reached(Part(task.state, task.weight, task.percent) for task in tasks if task.state != "withdrawn")


def _days(task: TaskView, first: date, last: date) -> tuple[int, ...]:
    if task.due_on is None:
        return ()
    returning = occurrences(task.due_on, task.every, task.due_on, last) if task.every else ()
    return tuple(_at(day, first, last) for day in returning or (task.due_on,))


def _at(day: date, first: date, last: date) -> int:
    whole = max((last - first).days, 1)
    return min(max((day - first).days, 0), whole) * SCALE // whole


def _heads(first: date, last: date) -> tuple[Head, ...]:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > MOST_HEADS:
        years = range(first.year, last.year + 1)
        return tuple(Head(str(year), _at(max(date(year, 1, 1), first), first, last)) for year in years)
    found = []
    for step in range(months):
        year, month = first.year + (first.month - 1 + step) // 12, (first.month - 1 + step) % 12 + 1
        found.append(Head(f"T{month}", _at(max(date(year, month, 1), first), first, last)))
    return tuple(found)
