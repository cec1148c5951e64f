"""Rates on too little to divide by: shown, told as such, and neither ranked nor scored, as chance would do both."""

from collections.abc import Iterator

from pcmt.indicators.queries.values import Value
from pcmt.kernel.formula.evaluate import Trace
from pcmt.kernel.number import Number, Truth
from pcmt.rulebook.queries import IndicatorDef
from vanban.text import format_number


def too_few(rule: IndicatorDef, base: Number | Truth | None) -> str:
    """This will say that a rule's denominator is below its least: “nhân khẩu dưới 1.000”; empty where it is not."""
    under = rule.denominator
    if under is None or not isinstance(base, Number) or not base.is_known or base.value >= under.least:
        return ""
    return f"{under.label} dưới {format_number(under.least)}"


def few_of(value: Value, rule: IndicatorDef) -> str:
    """This will say as `too_few` what a value divided by, as its own steps tell; empty where they were not kept."""
    if rule.denominator is None:
        return ""
    base = next((step.value for step in _steps(value.trace) if step.node == rule.denominator.formula), None)
    return too_few(rule, base)


def _steps(trace: Trace) -> Iterator[Trace]:
    yield trace
    for step in trace.steps:
        yield from _steps(step)
