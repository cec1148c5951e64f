"""How a task or a part stands on a day, in the words of offices: late is told from dates, not stored. Pure."""

from dataclasses import dataclass
from datetime import date

from pcmt.plans.states import FINISHED, OPEN, PAUSED, REPORTED, RETURNED

OVERDUE = "overdue"
IN_TIME, LATE = "in_time", "finished_late"
GRANTED_LATE = "granted_late"


@dataclass(frozen=True)
class Standing:
    """A code for programs, the label of the screen, and its tone: met, on, late, risk or void."""

    code: str
    label: str
    tone: str


DERIVED = {
    OVERDUE: Standing(OVERDUE, "Chưa hoàn thành, quá hạn", "risk"),
    IN_TIME: Standing(IN_TIME, "Hoàn thành trong hạn", "met"),
    LATE: Standing(LATE, "Hoàn thành quá hạn", "late"),
    GRANTED_LATE: Standing(GRANTED_LATE, "Đã quá hạn, được gia hạn", "late"),
}


COLUMNS = (OVERDUE, "todo", "doing", RETURNED, REPORTED, PAUSED, FINISHED)
"""How tasks are told apart wherever they are counted: each stands in one, what is open and late in the first."""


def column_of(state: str, due_on: date | None, on: date) -> str:
    """This will tell in which column a task stands on a day; what is withdrawn stands in none ("")."""
    if state in OPEN and due_on is not None and due_on < on:
        return OVERDUE
    return state if state in COLUMNS else ""


def standing(
    held: Standing, *, due_on: date | None, finished_on: date | None, on: date | None, missed_on: date | None = None
) -> Standing:
    """This will tell how a thing stands. held: its stored state; on: the day, None where late is not asked for.

    missed_on: the day that had passed when more time was asked for; against it the end is told.
    """
    judged = missed_on or due_on
    if held.code == FINISHED and judged and finished_on:
        return DERIVED[LATE if finished_on > judged else IN_TIME]
    if held.code in OPEN and due_on and on and due_on < on:
        return DERIVED[OVERDUE]
    if held.code in OPEN and missed_on and on:
        return DERIVED[GRANTED_LATE]
    return held
