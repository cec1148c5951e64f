"""Checks between cells, answered with unknown as an answer, and figures that stand out from an area's own history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Literal, Protocol

from pcmt.kernel.formula.evaluate import truth
from pcmt.kernel.formula.tree import Node
from pcmt.reporting.rules.sheet import Sheet

Outcome = Literal["holds", "fails", "unknown"]
HISTORY_NEEDED = 6
SPREADS = Fraction(7, 2)  # 3.5 robust deviations, the usual cut of the modified z-score (Iglewicz and Hoaglin 1993)
PER_DEVIATION = Fraction(14826, 10000)


class CheckRule(Protocol):
    """What a check of a form says: a condition that should hold, and what to tell where it does not."""

    @property
    def code(self) -> str: ...
    @property
    def condition(self) -> Node: ...
    @property
    def severity(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def cells(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class CheckResult:
    """A check's answer: `error` blocks sending, `warning` asks for a reason; `missing` names what leaves it open."""

    code: str
    severity: str
    outcome: Outcome
    message: str
    cells: tuple[str, ...]
    missing: tuple[str, ...] = ()
    explanation: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the report cannot be sent because of it."""
        return self.outcome == "fails" and (self.severity == "error" or not self.explanation)


def answer_checks(checks: Iterable[CheckRule], sheet: Sheet) -> tuple[CheckResult, ...]:
    """This will answer every check on a sheet, in the form's order."""
    return tuple(_answer(check, sheet) for check in checks)


def _answer(check: CheckRule, sheet: Sheet) -> CheckResult:
    answer = truth(check.condition, sheet)
    outcome: Outcome = "unknown" if answer.holds is None else "holds" if answer.holds else "fails"
    return CheckResult(check.code, check.severity, outcome, check.message, check.cells, answer.missing)


@dataclass(frozen=True)
class Usual:
    """The range in which an area's figure has usually been, and its median."""

    low: Fraction
    middle: Fraction
    high: Fraction

    def covers(self, value: Fraction) -> bool:
        """This will tell whether a figure lies in the usual range."""
        return self.low <= value <= self.high


def usual_range(history: Sequence[Fraction]) -> Usual | None:
    """This will find the range around the median in which figures are usual; None before six periods of history.

    The spread never counts as less than 1 or a tenth of the median, lest small steady counts ring at each change.
    """
    if len(history) < HISTORY_NEEDED:
        return None
    middle = Fraction(median(history))
    spread = Fraction(median(abs(value - middle) for value in history)) * PER_DEVIATION
    reach = SPREADS * max(spread, Fraction(1), middle / 10)
    return Usual(max(Fraction(0), middle - reach), middle, middle + reach)
