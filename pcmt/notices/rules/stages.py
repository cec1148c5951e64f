"""On which days somebody is told of a deadline, and of what kinds there are."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

KINDS = {
    "report": "Báo cáo số liệu đến hạn, quá hạn",
    "task": "Nhiệm vụ đến hạn, quá hạn",
    "asked": "Quán triệt, sơ kết, kiểm tra, ý kiến chỉ đạo, họp",
    "escalated": "Cơ quan cấp dưới quá hạn nhiều ngày",
}


class Days(Protocol):
    """The days that the rulebook sets: before and after a deadline, and from when the level above is told."""

    @property
    def before(self) -> tuple[int, ...]:
        """Days left."""

    @property
    def after(self) -> tuple[int, ...]:
        """Days passed."""

    @property
    def escalate_after(self) -> int:
        """Days passed."""


@dataclass(frozen=True)
class Item:
    """One thing to be told: kind, what it is about (a reference), the stage reached, its title and its day."""

    kind: str
    subject: str
    stage: str
    title: str
    due_on: date


def stage_of(due_on: date, on: date, rules: Days) -> str:
    """This will name the stage that a deadline has reached on a day; empty where nobody needs to be told yet.

    A stage lasts until the next, so that one that falls on a day off is told on the day after it.
    """
    left = (due_on - on).days
    if left >= 0:
        reached = [days for days in rules.before if left <= days]
        return f"before-{min(reached)}" if reached else ""
    passed = [days for days in rules.after if -left >= days]
    return f"after-{max(passed)}" if passed else ""


def is_escalated(due_on: date, on: date, rules: Days) -> bool:
    """This will tell whether something is so late that the heads of the level above are told."""
    return (on - due_on).days >= rules.escalate_after
