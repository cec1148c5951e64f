"""Which figures a formula will read, so that a whole page is loaded in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from pcmt.indicators.rules.sheet import ElementRule, sources
from pcmt.kernel.formula.tree import Aggregate, Cell, Indicator, Node, Shift, children
from pcmt.kernel.period import Period


@dataclass(frozen=True)
class Need:
    """An element in a period, at the area itself or (`below`) at the areas that make it up."""

    element: str
    period: Period
    below: bool = False


def needs(
    node: Node,
    period: Period,
    elements: Mapping[str, ElementRule],
    indicators: Mapping[str, Node],
) -> frozenset[Need]:
    """This will collect all that evaluating a formula in a period can read, periods it derives from included."""
    asked = _asked(node, period, False, indicators, ())
    return frozenset(
        Need(code, span, need.below)
        for need in asked
        for code in stored(need.element, elements)
        for span in derived_from(elements.get(code, ElementRule(code, code)), need.period)
    )


def _asked(
    node: Node, period: Period, below: bool, indicators: Mapping[str, Node], asking: tuple[str, ...]
) -> frozenset[Need]:
    match node:
        case Cell(code):
            return frozenset({Need(code, period, below)})
        case Indicator(code):
            formula = indicators.get(code)
            if formula is None or code in asking:
                return frozenset()
            return _asked(formula, period, below, indicators, (*asking, code))
        case Shift(of, by):
            return _asked(of, period.before() if by == "period" else period.same_last_year(), below, indicators, asking)
        case Aggregate(_, of, "areas"):
            return _asked(of, period, True, indicators, asking)
        case Aggregate(_, of, _):
            spans = period.year_to_date()
            return frozenset[Need]().union(*(_asked(of, span, below, indicators, asking) for span in spans))
        case _:
            found = (_asked(child, period, below, indicators, asking) for child in children(node))
            return frozenset[Need]().union(*found)


def stored(code: str, elements: Mapping[str, ElementRule]) -> tuple[str, ...]:
    """This will give the codes under which an element's figures are kept: its categories', or its own."""
    rule = elements.get(code)
    return rule.parts if rule and rule.parts else (code,)


def derived_from(rule: ElementRule, period: Period) -> tuple[Period, ...]:
    """This will list the periods whose figures can give an element's figure in a period, that period first."""
    parts, stands = sources(rule, period)
    return tuple(dict.fromkeys((period, *parts, *stands)))
