"""What the other tables of a public page tell of a figure: the sums that it is part of, and the counts in it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pcmt.indicators.queries.contexts import element_rules, indicator_formulas
from pcmt.indicators.queries.public import PublicPageView
from pcmt.indicators.queries.targets import rule_on
from pcmt.indicators.rules.public import differences, share_of, summands
from pcmt.indicators.rules.spot import Spot
from pcmt.indicators.rules.suppression import Around
from pcmt.kernel.formula.evaluate import evaluate
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.number import Number
from pcmt.rulebook.queries import IndicatorDef, book


@dataclass(frozen=True)
class Beside:
    """The counts of a page that overlap with one of them, also those that a share tells to who knows what it is of.

    key: what is counted, the same for the same count. nodes: the counts by the code that tells them.
    """

    key: str
    nodes: Mapping[str, Node]
    wholes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    taken: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def around(self, spot: Spot, before: Fraction | None) -> Around:
        """This will read them at one area and period; what is not known there tells nothing."""
        known = {code: value for code, node in self.nodes.items() if (value := _value(node, spot)) is not None}
        rests = [
            known[whole] - sum((known[code] for code in codes), Fraction(0))
            for whole, codes in self.taken
            if whole in known and all(code in known for code in codes)
        ]
        return Around(
            tuple(known[code] for code in self.wholes if code in known),
            tuple(known[code] for code in self.parts if code in known),
            tuple(rests),
            before,
        )


def sums_beside(page: PublicPageView, rule: IndicatorDef, levels: Collection[str], on: date) -> Beside:
    """This will find the other counts of a page that have to do with one: of the same kind of period, plain sums.

    levels: those at which the others are public for the areas that are asked about. A share stands for its count.
    """
    own = _summed(_counted(rule), on)
    if own is None:
        return Beside(rule.code, {})
    others = [one.indicator for one in page.choices if one.indicator != rule.code and one.level in levels]
    rules = {code: rule_on(code, on) for code in others}
    span = (rule.period_kind, rule.calendar)
    sums = {
        code: these
        for code, other in rules.items()
        if other and (other.period_kind, other.calendar) == span and (these := _summed(_counted(other), on))
    }
    taken = differences(own, sums)
    wholes = tuple(code for code, these in sums.items() if own < these)
    parts = tuple(code for code, these in sums.items() if these < own)
    asked = {*wholes, *parts, *(code for _, codes in taken for code in codes)}
    kept = {code: _counted(other) for code, other in rules.items() if other and code in asked}
    return Beside(" ".join(sorted(own)), kept, wholes, parts, taken)


def joined(page: PublicPageView, rule: IndicatorDef, on: date) -> tuple[str, ...]:
    """This will list the tables of a page that a share lets a reader join: what it counts, what it is a share of, and
    other shares of either. Where one of them holds a figure back, the share would tell it.

    Of another kind of period only what is told as it stands at the end: the last month of a year is then the year.
    """
    apart = share_of(rule.formula)
    if apart is None:
        return ()
    of = {_summed(node, on) for node in apart} - {None}
    found = []
    for choice in page.choices:
        other = rule_on(choice.indicator, on)
        if other is None or other.code == rule.code or choice.level != "commune":
            continue
        sums = {_summed(node, on) for node in share_of(other.formula) or (other.formula,)} - {None}
        alike = (other.period_kind, other.calendar) == (rule.period_kind, rule.calendar)
        if sums & of and (alike or all(_stands(one, on) for one in sums & of if one)):
            found.append(other.code)
    return tuple(found)


def _stands(codes: Collection[str], on: date) -> bool:
    rules = element_rules(book(), on)
    return all(code in rules and rules[code].time == "last" for code in codes)


def _counted(rule: IndicatorDef) -> Node:
    apart = share_of(rule.formula)
    return apart[0] if apart else rule.formula


def _summed(node: Node, on: date) -> frozenset[str] | None:
    parts = {code: one.parts for code, one in element_rules(book(), on).items()}
    return summands(node, indicator_formulas(book(), on), parts)


def _value(node: Node, spot: Spot) -> Fraction | None:
    found = evaluate(node, spot).value
    return found.value if isinstance(found, Number) and found.is_known else None
