"""Values of indicators: of one area, of many, over periods; always with the trace and the inputs they stand on."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from pcmt.indicators.kept import kept
from pcmt.indicators.queries.contexts import sheet_of
from pcmt.indicators.rules.sheet import Reading, Sheet, way_of
from pcmt.indicators.rules.spot import Spot
from pcmt.indicators.rules.together import ALONE, Together
from pcmt.indicators.rules.wording import told
from pcmt.kernel.formula.evaluate import Trace, evaluate
from pcmt.kernel.formula.tree import Cell, Indicator
from pcmt.kernel.number import Number
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import Book, IndicatorDef, book

NO_RULE = "chưa có quy tắc tính cho kỳ này"

Key = tuple[str, int, str]
"""The code, the area and the period's id of a value."""


@dataclass(frozen=True)
class Value:
    """An indicator's value: exact or within bounds, how it reads in Vietnamese, and what it stands on.

    inputs: references (`cell:ID`) of the facts read. way: `whole` where figures of former units were added up, `share`
    where some were estimated by share. state: `known`, `partial` (bounds that tell something) or `void`.
    """

    code: str
    area_id: int
    period: Period
    number: Number
    display: str
    trace: Trace
    inputs: tuple[str, ...]
    readings: tuple[Reading, ...]
    rule_id: str
    state: str
    owing: int = 0
    of: int = 0
    unit: str = ""
    scale: int = 0
    way: str = ""

    @property
    def reference(self) -> str:
        """The reference that a page shows and `pcmt trace` takes: `value:T1b/1/2025@nd09`."""
        return f"value:{self.code}/{self.area_id}/{self.period.id}"


def value(code: str, area_id: int, period: Period, on: date) -> Value:
    """This will compute one indicator at one area in one period, on the map of a day; NotFound for unknown codes."""
    return values([code], [area_id], [period], on)[(code, area_id, period.id)]


def series(code: str, area_id: int, periods: Sequence[Period], on: date) -> tuple[Value, ...]:
    """This will compute one indicator over several periods, each under the rule of its own day."""
    found = values([code], [area_id], periods, on)
    return tuple(found[(code, area_id, period.id)] for period in periods)


def values(
    codes: Sequence[str],
    area_ids: Sequence[int],
    periods: Sequence[Period],
    on: date,
    together: Mapping[int, Together] = ALONE,
) -> dict[Key, Value]:
    """This will compute indicators at areas in periods, by (code, area, period id), in a fixed number of queries.

    together: communes that are read as one area, by an identifier below zero that area_ids may name.
    """
    return values_in([(codes, periods)], area_ids, on, together)


def values_in(
    asked: Iterable[tuple[Sequence[str], Sequence[Period]]],
    area_ids: Sequence[int],
    on: date,
    together: Mapping[int, Together] = ALONE,
) -> dict[Key, Value]:
    """This will compute indicators, each in periods of its own kind, in as many queries as one kind needs."""
    spans = tuple((tuple(codes), tuple(periods)) for codes, periods in asked)
    return {**_KEPT(spans, tuple(area_ids), on, tuple(together.items()))}


def computed(
    asked: Sequence[tuple[Sequence[str], Sequence[Period]]],
    area_ids: Sequence[int],
    on: date,
    groups: Sequence[tuple[int, Together]] = (),
) -> Mapping[Key, Value]:
    """This will compute values as `values_in`, and keep none."""
    with _uncollected():
        return _computed(asked, area_ids, on, dict(groups))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: values and their steps hold no cycles, and to look took nearly half of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _computed(
    asked: Sequence[tuple[Sequence[str], Sequence[Period]]],
    area_ids: Sequence[int],
    on: date,
    together: Mapping[int, Together],
) -> Mapping[Key, Value]:
    wanted = [(code, periods) for codes, periods in asked for code in codes]
    rules = {(code, period): rule_of(code, period) for code, periods in wanted for period in periods}
    sheet = sheet_of([(rule.formula, [period]) for (_, period), rule in rules.items() if rule], area_ids, on, together)
    return {
        (code, area_id, period.id): measured(rules[(code, period)], code, Spot(sheet, area_id, period))
        for code, periods in wanted
        for area_id in area_ids
        for period in periods
    }


def _steps(found: Mapping[Key, Value]) -> int:
    """How large values are with the steps that led to them: twice a bare one for each figure read."""
    return sum(1 + 2 * len(one.readings) for one in found.values())


_KEPT = kept(_steps)(computed)


def latest(candidates: Sequence[Value]) -> Value:
    """This will choose the newest known value; else the newest that tells something; else the newest."""
    for state in ("known", "partial"):
        found = [one for one in candidates if one.state == state]
        if found:
            return found[-1]
    return candidates[-1]


def rule_of(code: str, period: Period) -> IndicatorDef | None:
    """This will find the version in force on the period's last day; None where the rule did not exist yet.

    A reported element is measured as itself, by its own code. Raises NotFound for what is neither.
    """
    return rule_in(book(), code, period)


def rule_in(of: Book, code: str, period: Period) -> IndicatorDef | None:
    """This will answer as `rule_of`, for who asks so often that the book is fetched once."""
    if code in of.indicator_versions:
        try:
            return of.indicator(code, period.last_day)
        except NotFound:
            return None
    element = of.element(code)
    return IndicatorDef(
        code=code,
        label=element.label,
        unit=element.unit,
        better="",
        formula=Cell(code),
        scale=element.scale,
        period_kind=period.kind,
        calendar=period.calendar,
        level="any",
        source=element.source,
        valid_from=date.min,
        valid_to=None,
        explanation=element.help,
    )


def measured(rule: IndicatorDef | None, code: str, spot: Spot) -> Value:
    """This will evaluate one rule at one place, and put the value into words."""
    if rule is None:
        number = Number.unknown(NO_RULE)
        return Value(
            code,
            spot.area_id,
            spot.period,
            number,
            NO_RULE,
            Trace(Indicator(code), spot.label, number),
            (),
            (),
            "",
            "void",
        )
    trace = evaluate(rule.formula, spot)
    number = trace.value if isinstance(trace.value, Number) else Number.unknown(code)
    readings = spot.readings()
    owing, of = owing_areas(readings, spot.sheet, spot.area_id)
    display, way = told(number, rule.scale, rule.unit, owing=owing, of=of), way_of(readings)
    if way == "share" and number.is_known:
        display = f"{display} (ước tính)"
    inputs = tuple(dict.fromkeys(reference for reading in readings for reference in reading.references))
    state = "known" if number.is_known else "void" if display.startswith(("chưa", "không")) else "partial"
    if number.is_known:
        owing = 0
    return Value(
        code=code,
        area_id=spot.area_id,
        period=spot.period,
        number=number,
        display=display,
        trace=trace,
        inputs=inputs,
        readings=readings,
        rule_id=rule.id,
        state=state,
        owing=owing,
        of=of,
        unit=rule.unit,
        scale=rule.scale,
        way=way,
    )


def owing_areas(readings: Sequence[Reading], sheet: Sheet, area_id: int) -> tuple[int, int]:
    """This will count the areas whose figures are missing, and all areas that could owe them."""
    parts = sheet.below.get(area_id, ())
    missing = frozenset[int]().union(*(reading.missing_areas for reading in readings))
    return len(missing), len(parts) or 1
