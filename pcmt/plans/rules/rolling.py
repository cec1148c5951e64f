"""A task told from the parts of its agencies: how far it is by weight, in which state, due when, finished when. Pure.

A part counts by its weight: one that leads weighs 1 unless the keeper says otherwise, one that helps weighs nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.plans.states import FINISHED, OPEN, REPORTED, RETURNED, START

ALL = 100
UNDER_WAY = "doing"


@dataclass(frozen=True)
class Part:
    """What one agency has to do of a task. percent: its newest word, 0 where it gave none; done is all of it.

    missed_on: a day that it had let pass before it was given its present one.
    """

    state: str
    weight: int
    percent: int = 0
    due_on: date | None = None
    finished_on: date | None = None
    missed_on: date | None = None


@dataclass(frozen=True)
class Reached:
    """How far things are together: `points` is the sum of weight × percent, `weight` the sum of weights.

    Sums are added, never quotients: of which groups a whole is made does not change it.
    """

    points: int = 0
    weight: int = 0

    def __add__(self, other: "Reached") -> "Reached":
        return Reached(self.points + other.points, self.weight + other.weight)

    @property
    def percent(self) -> int:
        """In whole percent, rounded down, so that 100 means all; 0 where nothing weighs."""
        return self.points // self.weight if self.weight else 0


@dataclass(frozen=True)
class Rolled:
    """A task as its parts make it."""

    state: str
    due_on: date | None
    finished_on: date | None
    missed_on: date | None = None


def reached(parts: Iterable[Part]) -> Reached:
    """This will add up how far parts are."""
    rows = list(parts)
    points = sum(row.weight * (ALL if row.state == FINISHED else row.percent) for row in rows)
    return Reached(points, sum(row.weight for row in rows))


def rolled(parts: Iterable[Part], *, state: str, due_on: date | None) -> Rolled:
    """This will tell a task from its parts; one of which no part counts keeps its own state and day.

    While parts are open its day is the first on which one of them is due. At the end it is the day against which the
    whole was in time: the last, or the first that was missed.
    """
    counting = [part for part in parts if part.weight > 0]
    if not counting:
        return Rolled(state, due_on, None)
    told, missed = _state(counting), min((one.missed_on for one in counting if one.missed_on), default=None)
    if told == FINISHED:
        last = max((part.finished_on for part in counting if part.finished_on), default=None)
        return Rolled(told, _due_at_end(counting, due_on), last, missed)
    days = [day for part in counting if part.state in OPEN and (day := part.due_on or due_on)]
    return Rolled(told, min(days, default=due_on), None, missed)


def _state(parts: Sequence[Part]) -> str:
    states = {part.state for part in parts}
    if states == {FINISHED}:
        return FINISHED
    left = states - {FINISHED}
    if left == {REPORTED}:
        return REPORTED
    if RETURNED in left and left <= {RETURNED, REPORTED}:
        return RETURNED
    return START if states == {START} else UNDER_WAY


def _due_at_end(parts: Sequence[Part], due_on: date | None) -> date | None:
    days = [(part.missed_on or part.due_on or due_on, part.finished_on) for part in parts]
    missed = [day for day, done in days if day and done and done > day]
    return min(missed) if missed else max((day for day, _ in days if day), default=due_on)
