"""Whether a report came in time, and how the months of an area look in a row."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Timing = Literal["on_time", "late", "overdue", "due"]
Mark = Literal["on_time", "amended", "late", "missing", "due", "none"]


@dataclass(frozen=True)
class Timeliness:
    """How a report stands to its deadline; `days` counts the days late, or overdue so far."""

    timing: Timing
    days: int = 0


def timeliness(*, due: date, sent: date | None, today: date) -> Timeliness:
    """This will tell whether a report came in time, came late, is overdue, or still has time."""
    if sent is not None:
        return Timeliness("on_time") if sent <= due else Timeliness("late", (sent - due).days)
    return Timeliness("due") if today <= due else Timeliness("overdue", (today - due).days)


def mark(timing: Timing, *, amended: bool) -> Mark:
    """This will choose the one mark of a month on the completeness board: lateness weighs more than amendment."""
    if timing == "overdue":
        return "missing"
    if timing == "on_time" and amended:
        return "amended"
    return timing
