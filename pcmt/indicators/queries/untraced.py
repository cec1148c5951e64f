"""Values as `values` gives them, computed in columns: exact and worded the same, without the way that led to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pcmt.indicators.bulk.evaluate import Grid
from pcmt.indicators.bulk.figures import Figures
from pcmt.indicators.bulk.ratio import Ratio, TooWide
from pcmt.indicators.queries.bulk import BulkValue, Reckoned, reckoned
from pcmt.indicators.queries.contexts import contexts
from pcmt.indicators.queries.values import NO_RULE, Value, values
from pcmt.indicators.rules.spot import Spot
from pcmt.kernel.formula.evaluate import Trace, evaluate
from pcmt.kernel.formula.tree import Indicator, Node
from pcmt.kernel.number import NO_DENOMINATOR, Number
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import IndicatorDef

UNNAMED = ("số liệu",)
"""Stands in an unknown number for the names of what is missing, which columns do not carry."""

Key = tuple[str, int, str]
Figured = dict[tuple[int, str], Number]


@dataclass(frozen=True)
class Untraced:
    """Values by code, area and period id; figures: formulas asked beside them, at (area, period id)."""

    values: Mapping[Key, Value]
    figures: Mapping[Node, Figured]


def untraced_values(
    codes: Sequence[str], area_ids: Sequence[int], periods: Sequence[Period], on: date
) -> dict[Key, Value]:
    """This will compute what `values` does: numbers, words and counts are the same, traces and inputs are empty.

    What is missing of a number is not named. For lists and tables of many; who explains one value asks `values`.
    """
    return dict(untraced(codes, area_ids, periods, on).values)


def untraced(
    codes: Sequence[str],
    area_ids: Sequence[int],
    periods: Sequence[Period],
    on: date,
    *,
    also: Sequence[Node] = (),
) -> Untraced:
    """This will compute values as `untraced_values`, and what other formulas give there, for the same questions."""
    asked, spans = list(dict.fromkeys(codes)), list(dict.fromkeys(periods))
    found = reckoned(asked, area_ids, spans, on, also=also)
    numbers = {code: _numbers_of(code, found) for code in asked if code not in found.wide}
    by_id = {period.id: period for period in spans}
    told = {
        (one.code, one.area_id, one.period): _value(one, by_id[one.period], found, numbers[one.code])
        for one in found.table
        if one.code in numbers
    }
    if found.wide:
        told |= values(sorted(found.wide), area_ids, spans, on)
    return Untraced(told, {node: _figures_of(node, found.grids, area_ids, spans, on) for node in also})


def _numbers_of(code: str, found: Reckoned) -> Figured:
    """An indicator's exact numbers, in each period by the formula of its own day."""
    rules, numbers = found.rules[code], Figured()
    for grid in found.grids:
        nodes = dict.fromkeys(rule.formula for period in grid.periods if (rule := rules[period.id]))
        for node in nodes:
            numbers |= {
                (area_id, period): number
                for (area_id, period), number in _numbers_on(grid, node)
                if (rule := rules[period]) and rule.formula == node
            }
    return numbers


def _figures_of(
    node: Node, grids: Sequence[Grid], area_ids: Sequence[int], periods: Sequence[Period], on: date
) -> Figured:
    try:
        return {key: number for grid in grids for key, number in _numbers_on(grid, node)}
    except TooWide:
        sheet = contexts([node], area_ids, periods, on)
        places = [(area_id, period) for area_id in area_ids for period in periods]
        found = {(area, span.id): evaluate(node, Spot(sheet, area, span)).value for area, span in places}
        return {key: number for key, number in found.items() if isinstance(number, Number)}


def _numbers_on(grid: Grid, node: Node) -> Iterator[tuple[tuple[int, str], Number]]:
    keys = ((area_id, period.id) for area_id in grid.areas for period in grid.periods)
    return zip(keys, _numbers(grid.figure(node)), strict=True)


def _numbers(figures: Figures) -> list[Number]:
    lows = _bounds(figures.low)
    highs = lows if figures.is_exact else _bounds(figures.high)
    flags = zip(figures.lacks.to_list(), figures.void.to_list(), strict=True)
    missing = (UNNAMED if lacks else (NO_DENOMINATOR,) if void else () for lacks, void in flags)
    return [Number(*one) for one in zip(lows, highs, missing, strict=True)]


def _bounds(ratio: Ratio) -> list[Fraction | None]:
    tops = ratio.top.to_list()
    unders = [ratio.under] * len(tops) if isinstance(ratio.under, int) else ratio.under.to_list()
    return [None if top is None else Fraction(top, under) for top, under in zip(tops, unders, strict=True)]


def _value(one: BulkValue, period: Period, found: Reckoned, numbers: Figured) -> Value:
    rule: IndicatorDef | None = found.rules[one.code][one.period]
    number = numbers[one.area_id, one.period] if rule else Number.unknown(NO_RULE)
    return Value(
        code=one.code,
        area_id=one.area_id,
        period=period,
        number=number,
        display=one.display,
        trace=Trace(rule.formula if rule else Indicator(one.code), "", number),
        inputs=(),
        readings=(),
        rule_id=rule.id if rule else "",
        state=one.state,
        owing=one.missing,
        of=one.of,
        unit=one.unit,
        scale=one.scale,
        way=one.way,
    )
