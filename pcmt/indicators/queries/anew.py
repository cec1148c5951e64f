"""Which indicators count from the year's beginning: their course starts anew each year, and is whole at its end."""

from datetime import date
from functools import lru_cache

from pcmt.indicators.queries.contexts import element_rules, indicator_formulas
from pcmt.indicators.rules.needs import needs
from pcmt.kernel.period import Kind, Period
from pcmt.rulebook.queries import IndicatorDef, book


def starts_anew(rule: IndicatorDef, period: Period) -> bool:
    """This will tell whether it counts persons from the year's beginning, so that January goes not on from December."""
    if rule.period_kind is Kind.YEAR:
        return False
    return _counts_persons(book().digest, rule, period.last_day)


@lru_cache(maxsize=4096)
def _counts_persons(digest: str, rule: IndicatorDef, on: date) -> bool:  # another book, another answer
    rules, formulas = element_rules(book(), on), indicator_formulas(book(), on)
    read = {need.element for need in needs(rule.formula, Period.month_of(on, rule.calendar), rules, formulas)}
    return any(code in rules and rules[code].time == "distinct" for code in read)
