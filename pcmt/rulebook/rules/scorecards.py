"""Scorecards of communes and agencies as rule data: weighted parts, each the mean of what was counted; pure.

A part is worked out from marks: how many facts came out good, bad, or in a target's state. What is not known (`void`)
may be anything from 0 to 100, so that the part becomes an interval; what has nothing to count, or too little, leaves
the sum with its weight. Nothing missing is ever taken for zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from pcmt.kernel.number import Number
from pcmt.kernel.period import Calendar
from pcmt.kernel.source import Source

MEASURES = (
    "targets",
    "tasks_on_time",
    "reports_on_time",
    "reports_sent",
    "reports_unamended",
    "reports_undoubted",
)
WHOSE = ("commune", "agency")
STATES = ("met", "on", "late", "risk")
VOID = "void"
FULL = Fraction(100)
GOOD_OR_BAD: Mapping[str, int] = {"good": 100, "bad": 0}


@dataclass(frozen=True)
class PartScore:
    """What a part came to: 0 to 100, exact or within bounds; None where nothing, or too little, was counted.

    of: how many facts were counted, `unknown` of them with no figure yet.
    """

    number: Number | None
    of: int
    unknown: int = 0


@dataclass(frozen=True)
class ScorePart:
    """One part of a scorecard; `short` heads its column.

    least: below so many facts it is told but not scored, as chance would score it. points: what each mark is worth, 0
    to 100.
    """

    code: str
    label: str
    short: str
    measure: str
    weight: int
    least: int
    explanation: str
    points: Mapping[str, int] = field(default_factory=lambda: dict(GOOD_OR_BAD))

    def score(self, marks: Mapping[str, int]) -> PartScore:
        """This will take the mean of the points of what was counted, by mark; raises KeyError for an unknown mark."""
        unknown = marks.get(VOID, 0)
        known = {mark: count for mark, count in marks.items() if mark != VOID}
        of = unknown + sum(known.values())
        if of < max(self.least, 1):
            return PartScore(None, of, unknown)
        least = sum((Fraction(self.points[mark] * count) for mark, count in known.items()), Fraction(0))
        if not unknown:
            return PartScore(Number.exactly(least / of), of)
        low, high = least / of, (least + FULL * unknown) / of
        return PartScore(Number.unknown(self.label, low=low, high=high), of, unknown)


@dataclass(frozen=True)
class Scorecard:
    """One dated version of a scorecard.

    ranked_from: percent of all weight that must be scored for a unit to be ranked. widest: points that an uncertain
    score may span and still be ranked. scale: decimals shown, by which scores are the same.
    agency_kinds: whose scorecard it is, of agencies; those that are asked and not ordered can never be among them.
    """

    code: str
    label: str
    whose: str
    calendar: Calendar
    scale: int
    ranked_from: int
    widest: int
    parts: tuple[ScorePart, ...]
    explanation: str
    source: Source
    valid_from: date
    valid_to: date | None = None
    agency_kinds: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The version's identifier: `xa@2026-01-01`."""
        return f"{self.code}@{self.valid_from}"

    def total(self, scores: Iterable[PartScore]) -> tuple[Number | None, int]:
        """This will weigh the parts, given in the card's order: the sum, and the percent of weight that it stands on.

        The sum is None where no part could be scored.
        """
        scored = [(part.weight, one.number) for part, one in zip(self.parts, scores, strict=True) if one.number]
        whole = sum(part.weight for part in self.parts)
        weight = sum(weight for weight, _ in scored)
        share = 100 * weight // whole if whole else 0
        if not weight:
            return None, share
        weighed = (number * Number.exactly(Fraction(part, weight)) for part, number in scored)
        return sum(weighed, Number.exactly(0)), share

    def unranked(self, total: Number | None, share: int) -> str:
        """This will say why a unit is not ranked; empty where it is."""
        if total is None or total.low is None or total.high is None:
            return "chưa có gì để chấm"
        if share < self.ranked_from:
            return f"mới chấm được {share}% trọng số, cần từ {self.ranked_from}%"
        if total.high - total.low > self.widest:
            return f"thiếu số liệu, điểm có thể chênh quá {self.widest}"
        return ""
