"""A long list of tasks gathered into few parts: by the parts of the document that give them, or by quarter. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pcmt.plans.rules.task_answers import TaskView

MOST_TOGETHER = 20
"""Tasks that stand together; a part of a document that gives more is told by the parts below it, where it has such."""
DEEPEST = 3
QUARTERS = ("I", "II", "III", "IV")
OVERDUE, UNDATED, ENDED = "Quá hạn", "Không ghi ngày", "Đã kết thúc"

Part = tuple[int, str]
"""A document and the anchor of a part of it, "" for what no provision gives."""


@dataclass(frozen=True)
class Chapter:
    """Tasks under one heading."""

    heading: str
    tasks: tuple[TaskView, ...]

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(task.is_overdue for task in self.tasks)


def by_part(tasks: Sequence[TaskView], depth: int = 1) -> Iterator[tuple[Part, tuple[TaskView, ...]]]:
    """This will gather tasks by the part of their document, each part where its first task stands."""
    found: dict[Part, list[TaskView]] = {}
    for task in tasks:
        found.setdefault((task.document_id, ".".join(task.anchor.split(".")[:depth])), []).append(task)
    for part, many in found.items():
        if len(many) > MOST_TOGETHER and depth < DEEPEST and any(task.anchor.count(".") >= depth for task in many):
            yield from by_part(many, depth + 1)
        else:
            yield part, tuple(many)


def by_quarter(tasks: Sequence[TaskView]) -> tuple[Chapter, ...]:
    """This will gather tasks by the quarter in which they are due, those late first, those that ended last."""
    found: dict[str, list[TaskView]] = {OVERDUE: []}
    for task in tasks:
        found.setdefault(_when(task), []).append(task)
    for name in (UNDATED, ENDED):
        found[name] = found.pop(name, [])
    return tuple(Chapter(heading, tuple(many)) for heading, many in found.items() if many)


def _when(task: TaskView) -> str:
    if task.is_overdue:
        return OVERDUE
    if not task.is_open:
        return ENDED
    return f"Quý {QUARTERS[(task.due_on.month - 1) // 3]}/{task.due_on.year}" if task.due_on else UNDATED
