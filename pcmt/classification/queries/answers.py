"""The values in which classification answers: frozen, plain, decided always apart from provisional."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from pcmt.areas.queries import AreaView
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import ClassDef, Scheme


@dataclass(frozen=True)
class FigureView:
    """One figure that a condition read: its label, how it reads, and its reference (empty where it is missing).

    value: None where it is not known; unit: empty for a yes or no.
    """

    label: str
    text: str
    reference: str
    value: Fraction | None
    unit: str

    @property
    def stands_against(self) -> bool:
        """Whether the figure is there and is not zero."""
        return bool(self.value)


@dataclass(frozen=True)
class ConditionResult:
    """One condition at one area. state: met, unmet, review or unknown; reason: one Vietnamese sentence.

    shortfall: in a few words what stands against it (“còn 8 người”), or what is missing; empty where it is met.
    """

    code: str
    label: str
    state: str
    reason: str
    shortfall: str
    figures: tuple[FigureView, ...]
    source: str


@dataclass(frozen=True)
class DecisionView:
    """A class as decided for a year, and by which document."""

    id: int
    area_id: int
    period: Period
    class_code: str
    class_label: str
    tone: str
    decision_number: str
    decided_on: date
    document_id: int | None
    recorded_at: datetime


@dataclass(frozen=True)
class Assessment:
    """Where an area stands provisionally by one period's figures; `outcome` is a class that no one has decided."""

    area: AreaView
    period: Period
    conditions: tuple[ConditionResult, ...]
    outcome: ClassDef
    scheme_id: str

    @property
    def failing(self) -> tuple[ConditionResult, ...]:
        """The conditions that are not met, or cannot be told, with their reasons."""
        return tuple(condition for condition in self.conditions if condition.state != "met")


@dataclass(frozen=True)
class Standing:
    """One commune on the board: its provisional assessment, and the newest decision if there is one."""

    assessment: Assessment
    decision: DecisionView | None


@dataclass(frozen=True)
class Board:
    """All communes of a province in one period, with the year whose decisions stand beside them."""

    province: AreaView
    period: Period
    year: Period
    scheme: Scheme
    rows: tuple[Standing, ...]
    periods: tuple[Period, ...]
    years: tuple[Period, ...]

    def provisional(self) -> tuple[int, int]:
        """This will count the communes that meet every condition provisionally, and those that still may."""
        states = [{one.state for one in row.assessment.conditions} for row in self.rows]
        return (
            sum(known == {"met"} for known in states),
            sum("unmet" not in known and known != {"met"} for known in states),
        )

    def reviewing(self) -> int:
        """This will count those that may still meet all, whose figures are there and need a person to judge."""
        states = [{one.state for one in row.assessment.conditions} for row in self.rows]
        return sum("review" in known and known <= {"met", "review"} for known in states)

    def counted(self) -> tuple[tuple[ClassDef, int], ...]:
        """This will count the communes in each provisional outcome, best first."""
        tally: dict[str, int] = {}
        for row in self.rows:
            code = row.assessment.outcome.code
            tally[code] = tally.get(code, 0) + 1
        return tuple(
            (option, tally[option.code])
            for option in sorted(self.scheme.classes, key=lambda one: one.rank)
            if tally.get(option.code)
        )
