"""How a task or a part stands on a day, in the words of offices: late is told from dates, not stored. Pure."""

from dataclasses import dataclass
from datetime import date

from pcmt.plans.states import FINISHED, OPEN

OVERDUE = "overdue"
IN_TIME, LATE = "in_time", "finished_late"


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
}


def standing(held: Standing, *, due_on: date | None, finished_on: date | None, on: date | None) -> Standing:
    """This will tell how a thing stands. held: its stored state; on: the day, None where late is not asked for."""
    if held.code == FINISHED and due_on and finished_on:
        return DERIVED[LATE if finished_on > due_on else IN_TIME]
    if held.code in OPEN and due_on and on and due_on < on:
        return DERIVED[OVERDUE]
    return held
