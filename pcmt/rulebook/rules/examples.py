"""Worked situations: what was reported, and the answer that a jurist expects. They are the tests of the rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from pcmt.kernel.formula.evaluate import figure, truth
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.number import Number
from pcmt.rulebook.rules.cross_checks import CrossCheck
from pcmt.rulebook.rules.definitions import Condition, Scheme
from pcmt.rulebook.rules.forms import Form
from pcmt.rulebook.rules.problem import Place
from pcmt.rulebook.rules.scorecards import Scorecard

UNKNOWN = "unknown"
Figures = Mapping[str, Fraction]


@dataclass(frozen=True)
class Example:
    """One situation for an indicator, a scheme, a form or a comparison of two sources, and what must come out.

    areas: the figures of the areas below; areas_last_year: theirs of the year before, in the same order, empty where
    none is given. value: the exact figure expected, or None for unknown; low, high: the bounds expected, None where the
    example does not say. outcome, states: the class and the state by condition; of a comparison, outcome says how the
    two stand (agrees, within, differs, unknown); of a form, states are the outcomes of checks (holds, fails, unknown),
    and computed the totals and rates by element.
    marks: of a scorecard, how many facts came out how, by part. score: the least and the greatest that must come out,
    None for no score at all; ranked: whether the unit is then ranked.
    """

    name: str
    kind: str
    code: str
    on: date
    place: Place
    cells: Figures = field(default_factory=dict)
    previous: Figures = field(default_factory=dict)
    last_year: Figures = field(default_factory=dict)
    areas: tuple[Figures, ...] = ()
    areas_last_year: tuple[Figures, ...] = ()
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    outcome: str = ""
    states: Mapping[str, str] = field(default_factory=dict)
    computed: Figures = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    score: tuple[Fraction, Fraction] | None = None
    ranked: bool = True


@dataclass(frozen=True)
class ExampleContext:
    """An example's figures as a place to evaluate formulas; what is not given is unknown, and never below zero.

    number: of the area below, counted from 1; 0 for the whole. back_by: the step back that led here, if any.
    """

    example: Example
    formula_of: Callable[[str], Node]
    cells: Figures
    label: str
    totals: Mapping[str, Node] = field(default_factory=dict)
    number: int = 0
    back_by: str = ""

    def cell(self, code: str) -> Number:
        """This will give the figure, worked out where a form computes it, unknown where the example leaves it out."""
        if code in self.cells:
            return Number.exactly(self.cells[code])
        if code in self.totals:
            return figure(self.totals[code], self)
        return Number.unknown(f"{code} ({self.label})", low=Fraction(0))

    def indicator(self, code: str) -> Number:
        """This will work out another indicator from the same figures."""
        return figure(self.formula_of(code), self)

    def areas(self) -> tuple["ExampleContext", ...]:
        """This will list the areas of the example, at the same time as this place."""
        below = {"year": self.example.areas_last_year, "period": ()}.get(self.back_by, self.example.areas)
        return tuple(self._at(cells, f"địa bàn {number}", number) for number, cells in enumerate(below, 1))

    def year(self) -> tuple["ExampleContext", ...]:
        """This will give the example's one period, as the year so far."""
        return (self,)

    def back(self, by: str) -> "ExampleContext":
        """This will give the figures one period, or one year, back; an example tells no more than one step."""
        label = "cùng kỳ" if by == "year" else "kỳ trước"
        if self.back_by:
            return self._at({}, label, self.number, by)
        if self.number:
            before = self.example.areas_last_year if by == "year" else ()
            cells = before[self.number - 1] if self.number <= len(before) else {}
            return self._at(cells, f"{self.label}, {label}", self.number, by)
        return self._at(self.example.last_year if by == "year" else self.example.previous, label, 0, by)

    def _at(self, cells: Figures, label: str, number: int, back_by: str = "") -> "ExampleContext":
        back_by = back_by or self.back_by
        return ExampleContext(self.example, self.formula_of, cells, label, self.totals, number, back_by)


def state_of(condition: Condition, context: ExampleContext) -> str:
    """This will tell the state of a condition: review, met, unmet or unknown."""
    if condition.review_when is not None and truth(condition.review_when, context).holds:
        return "review"
    return {True: "met", False: "unmet", None: "unknown"}[truth(condition.formula, context).holds]


def faults(
    example: Example, formula_of: Callable[[str], Node], rule: Scheme | Form | CrossCheck | None
) -> tuple[str, ...]:
    """This will work an example out, and say in Vietnamese where it differs from what was expected.

    rule: what the example is of; None for an indicator.
    """
    context = ExampleContext(example, formula_of, example.cells, "kỳ này")
    match rule:
        case Form():
            return _faults_of_form(example, formula_of, rule)
        case Scheme():
            return _faults_of_scheme(example, context, rule)
        case CrossCheck():
            first, second = (figure(side.formula, context) for side in rule.sides)
            outcome = rule.judge(first, second).outcome
            return () if outcome == example.outcome else (f"chờ đợi {example.outcome}, tính ra {outcome}",)
    return misses(example, context.indicator(example.code))


def _faults_of_scheme(example: Example, context: ExampleContext, scheme: Scheme) -> tuple[str, ...]:
    states = {condition.code: state_of(condition, context) for condition in scheme.conditions}
    outcome = scheme.outcome(tuple(states.values())).code
    wrong = [f"chờ đợi kết quả {example.outcome}, tính ra {outcome}"] if outcome != example.outcome else []
    wrong += [
        f"điều kiện {code}: chờ đợi {state}, tính ra {states.get(code, 'không có điều kiện này')}"
        for code, state in example.states.items()
        if states.get(code) != state
    ]
    return tuple(wrong)


def misses(example: Example, number: Number) -> tuple[str, ...]:
    """This will say in Vietnamese where a figure worked out differs from what an example expects."""
    found = number.value if number.is_known else None
    if found != example.value:
        return (f"chờ đợi {_shown(example.value)}, tính ra {_shown(found)}",)
    wrong = []
    for word, expected, bound in (("ít nhất", example.low, number.low), ("nhiều nhất", example.high, number.high)):
        if expected is not None and expected != bound:
            wrong.append(f"chờ đợi {word} {expected}, tính ra {_shown(bound)}")
    return tuple(wrong)


def _faults_of_form(example: Example, formula_of: Callable[[str], Node], form: Form) -> tuple[str, ...]:
    totals = {cell.element: cell.computed for cell in form.cells if cell.computed is not None}
    context = ExampleContext(example, formula_of, example.cells, "kỳ này", totals)
    wrong = []
    for code, expected in example.computed.items():
        number = context.cell(code)
        found = number.value if number.is_known else None
        if found != expected:
            wrong.append(f"ô {code}: chờ đợi {_shown(expected)}, tính ra {_shown(found)}")
    conditions = {check.code: check.condition for check in form.checks}
    for code, state in example.states.items():
        if code not in conditions:
            wrong.append(f"biểu không có phép kiểm tra {code}")
            continue
        outcome = {True: "holds", False: "fails", None: UNKNOWN}[truth(conditions[code], context).holds]
        if outcome != state:
            wrong.append(f"phép kiểm tra {code}: chờ đợi {state}, tính ra {outcome}")
    return tuple(wrong)


def faults_of_card(example: Example, card: Scorecard) -> tuple[str, ...]:
    """This will work a scorecard's example out, and say in Vietnamese where it differs from what was expected."""
    known = {part.code: part for part in card.parts}
    unknown = [code for code in example.marks if code not in known]
    if unknown:
        return tuple(f"bảng điểm không có phần {code}" for code in unknown)
    try:
        total, share = card.total([part.score(example.marks.get(part.code, {})) for part in card.parts])
    except KeyError as mark:
        return (f"kết quả {mark} không có điểm",)
    found = None if total is None else (total.low, total.high)
    if found != example.score:
        return (f"chờ đợi {_span(example.score)}, tính ra {_span(found)}",)
    why_not = card.unranked(total, share)
    if bool(why_not) == example.ranked:
        return (f"chờ đợi {'được' if example.ranked else 'không'} xếp hạng, tính ra {why_not or 'được xếp hạng'}",)
    return ()


def _span(score: tuple[Fraction | None, Fraction | None] | None) -> str:
    return "không có điểm" if score is None else f"từ {_shown(score[0])} đến {_shown(score[1])}"


def _shown(value: Fraction | None) -> str:
    return UNKNOWN if value is None else str(value)
