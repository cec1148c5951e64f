"""What the other tables of a public page tell of a figure: the sums that it is part of, and the counts in it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pcmt.indicators.queries.contexts import element_rules, indicator_formulas
from pcmt.indicators.queries.public import PublicPageView
from pcmt.indicators.queries.targets import rule_on
from pcmt.indicators.rules.public import differences, summands
from pcmt.indicators.rules.spot import Spot
from pcmt.indicators.rules.suppression import Around
from pcmt.kernel.formula.evaluate import evaluate
from pcmt.kernel.number import Number
from pcmt.rulebook.queries import IndicatorDef, book


@dataclass(frozen=True)
class Beside:
    """The plain sums of a page that overlap with one of them. key: what is counted, the same for the same count."""

    key: str
    rules: Mapping[str, IndicatorDef]
    wholes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    taken: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def around(self, spot: Spot, before: Fraction | None) -> Around:
        """This will read them at one area and period; what is not known there tells nothing."""
        known = {code: value for code, rule in self.rules.items() if (value := _value(rule, spot)) is not None}
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

    levels: those at which the others are public for the areas that are asked about.
    """
    own = _counted(rule, on)
    if own is None:
        return Beside(rule.code, {})
    others = [one.indicator for one in page.choices if one.indicator != rule.code and one.level in levels]
    rules = {code: rule_on(code, on) for code in others}
    span = (rule.period_kind, rule.calendar)
    sums = {
        code: these
        for code, other in rules.items()
        if other and (other.period_kind, other.calendar) == span and (these := _counted(other, on))
    }
    taken = differences(own, sums)
    wholes = tuple(code for code, these in sums.items() if own < these)
    parts = tuple(code for code, these in sums.items() if these < own)
    asked = {*wholes, *parts, *(code for _, codes in taken for code in codes)}
    kept = {code: other for code, other in rules.items() if other and code in asked}
    return Beside(" ".join(sorted(own)), kept, wholes, parts, taken)


def _counted(rule: IndicatorDef, on: date) -> frozenset[str] | None:
    parts = {code: one.parts for code, one in element_rules(book(), on).items()}
    return summands(rule.formula, indicator_formulas(book(), on), parts)


def _value(rule: IndicatorDef, spot: Spot) -> Fraction | None:
    found = evaluate(rule.formula, spot).value
    return found.value if isinstance(found, Number) and found.is_known else None
