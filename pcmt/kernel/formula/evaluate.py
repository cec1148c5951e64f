"""The reference evaluator: slow, plain, and with a trace of every step. Every other evaluator must agree with it.

What formulas come to over known and unknown figures is written down in `tests/kernel/conformance.yaml`.
"""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from pcmt.kernel.formula.tree import (
    Aggregate,
    Binary,
    Cell,
    Compare,
    Indicator,
    Literal,
    Logic,
    Node,
    Not,
    Shift,
    is_condition,
    to_text,
)
from pcmt.kernel.number import Number, Truth, compare, every, some

OPERATIONS: dict[str, Callable[[Number, Number], Number]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
}


class Context(Protocol):
    """Where a formula is evaluated: one area in one period, and the ways from there to its neighbours."""

    @property
    def label(self) -> str:
        """What the reader of a trace should see: “Xã Sen Hồng, Tháng 10/2026”."""

    def cell(self, code: str) -> Number:
        """This will give the figure reported here; unknown, with its name in `missing`, where it is not there."""

    def indicator(self, code: str) -> Number:
        """This will give the value of another indicator here."""

    def areas(self) -> Sequence["Context"]:
        """This will give the areas that make this one up."""

    def year(self) -> Sequence["Context"]:
        """This will give the periods of the year up to this one."""

    def back(self, by: str) -> "Context":
        """This will give the same area one `period` or one `year` back."""


@dataclass(frozen=True)
class Trace:
    """One step of a calculation: the piece of formula, where it was evaluated, its value, and the steps under it."""

    node: Node
    where: str
    value: Number | Truth
    steps: tuple["Trace", ...] = ()

    @property
    def text(self) -> str:
        """The piece of formula in the grammar; written only when asked for, as most traces are never read."""
        return to_text(self.node)


def evaluate(node: Node, context: Context) -> Trace:
    """This will evaluate a formula, with unknown as a value, and return the whole trace; `.value` is the result."""
    value, steps = _condition(node, context) if is_condition(node) else _figure(node, context)
    return Trace(node, context.label, value, steps)


def figure(node: Node, context: Context) -> Number:
    """This will evaluate a formula that gives a figure; raises TypeError for a condition."""
    value = evaluate(node, context).value
    if not isinstance(value, Number):
        raise TypeError(f"a condition, not a figure: {to_text(node)}")
    return value


def truth(node: Node, context: Context) -> Truth:
    """This will evaluate a condition; raises TypeError for a figure."""
    value = evaluate(node, context).value
    if not isinstance(value, Truth):
        raise TypeError(f"a figure, not a condition: {to_text(node)}")
    return value


def _figure(node: Node, context: Context) -> tuple[Number, tuple[Trace, ...]]:
    match node:
        case Literal(value):
            return Number.exactly(value), ()
        case Cell(code):
            return context.cell(code), ()
        case Indicator(code):
            return context.indicator(code), ()
        case Shift(of, by):
            step = evaluate(of, context.back(by))
            return _number(step), (step,)
        case Binary(op, left, right):
            one, two = evaluate(left, context), evaluate(right, context)
            a, b = _number(one), _number(two)
            return OPERATIONS[op](a, b), (one, two)
        case Aggregate(fn, of, over):
            spots = context.areas() if over == "areas" else context.year()
            steps = tuple(evaluate(of, spot) for spot in spots)
            return _aggregate(fn, steps), steps
    raise TypeError(f"no figure: {to_text(node)}")


def _condition(node: Node, context: Context) -> tuple[Truth, tuple[Trace, ...]]:
    match node:
        case Compare(op, left, right):
            one, two = evaluate(left, context), evaluate(right, context)
            return compare(_number(one), op, _number(two)), (one, two)
        case Logic(op, parts):
            steps = tuple(evaluate(part, context) for part in parts)
            return (every if op == "and" else some)([_truth(step) for step in steps]), steps
        case Not(of):
            step = evaluate(of, context)
            return ~_truth(step), (step,)
    raise TypeError(f"no condition: {to_text(node)}")


def _aggregate(fn: str, steps: tuple[Trace, ...]) -> Number:
    if fn in ("count", "share"):
        answers = [_truth(step) for step in steps]
        yes = sum(answer.holds is True for answer in answers)
        open_ = [name for answer in answers if answer.holds is None for name in answer.missing]
        unsure = sum(answer.holds is None for answer in answers)
        number = Number(Fraction(yes), Fraction(yes + unsure), tuple(dict.fromkeys(open_)))
        return number if fn == "count" else number / Number.exactly(len(answers))
    figures = [_number(step) for step in steps]
    if fn in ("min", "max"):
        return _extreme(fn, figures)
    total = sum(figures, Number.exactly(0))
    return total if fn == "sum" else total / Number.exactly(len(figures))


def _extreme(fn: str, figures: list[Number]) -> Number:
    if not figures:
        return Number.unknown("không có giá trị nào")
    pick = min if fn == "min" else max
    lows = [figure.low for figure in figures if figure.low is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    whole_low, whole_high = len(lows) == len(figures), len(highs) == len(figures)
    low = pick(lows) if lows and (whole_low or fn == "max") else None
    high = pick(highs) if highs and (whole_high or fn == "min") else None
    missing = tuple(dict.fromkeys(name for figure in figures for name in figure.missing))
    return Number(low, high, () if low is not None and low == high else missing)


def _number(step: Trace) -> Number:
    if not isinstance(step.value, Number):
        raise TypeError(f"a condition, not a figure: {step.text}")
    return step.value


def _truth(step: Trace) -> Truth:
    if not isinstance(step.value, Truth):
        raise TypeError(f"a figure, not a condition: {step.text}")
    return step.value
