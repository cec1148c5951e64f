"""A sheet of figures: what was reported, laid out so that a formula can read it at any area and period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from pcmt.kernel.formula.tree import Node
from pcmt.kernel.number import Number
from pcmt.kernel.period import MONTHS, Kind, Period

Key = tuple[int, str, str]


@dataclass(frozen=True)
class ElementRule:
    """How an element's figures combine over time (`sum`, `last`, `distinct`) and areas, and how often it is counted.

    is_class: its figure is the mark of a class (1 recognised, 0 not): communes with it can be counted, but marks of
    units that became one are no sum.
    """

    code: str
    label: str
    time: str = "sum"
    sums_over_areas: bool = True
    is_yesno: bool = False
    is_class: bool = False
    every: Kind = Kind.MONTH
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A figure as stored: a fact of one area, or the total of the areas below with those that are missing.

    Where the area was something else then, `way` says how it was carried from the units of that day (`whole`: added up
    exactly, `share`: estimated) and `origins` names their figures.
    """

    value: Fraction
    reference: str = ""
    missing_areas: tuple[int, ...] = ()
    origins: tuple[str, ...] = ()
    way: str = ""


@dataclass(frozen=True)
class Reading:
    """One input as a formula read it: what, where, when, its figure, where it stands, and which areas owe it.

    way: how it was carried over a change of the map (`whole` or `share`), if it was.
    """

    code: str
    label: str
    area_id: int
    period: Period
    number: Number
    references: tuple[str, ...] = ()
    missing_areas: frozenset[int] = frozenset()
    way: str = ""


@dataclass(frozen=True)
class Sheet:
    """Figures by (area, period id, element), with the names, the areas below, and the rules that reading them needs.

    untold: why there is no figure where the area was something else then, as names of what is missing or divided.
    """

    figures: Mapping[Key, Figure]
    elements: Mapping[str, ElementRule]
    names: Mapping[int, str] = field(default_factory=dict)
    below: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    indicators: Mapping[str, Node] = field(default_factory=dict)
    untold: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)

    def read(self, code: str, area_id: int, period: Period) -> Reading:
        """This will read an element at an area in a period, derived from other periods where its meaning allows.

        A quarter's arrests are the sum of its months, its spots those at its end; a head count taken once a year stands
        until the next. What is not there is unknown with its name, never zero.
        """
        rule = self.elements.get(code, ElementRule(code, code))
        if rule.parts:
            return self._sum(rule, area_id, period, [self.read(part, area_id, period) for part in rule.parts])
        if found := self.figures.get((area_id, period.id, code)):
            return self._found(rule, area_id, period, found)
        parts, stands = sources(rule, period)
        if parts and rule.time == "sum":
            return self._sum(rule, area_id, period, [self.read(code, area_id, part) for part in parts])
        if parts:
            return self.read(code, area_id, parts[-1])
        for longer in stands:
            if found := self.figures.get((area_id, longer.id, code)):
                return self._found(rule, area_id, longer, found)
        return self._missing(rule, area_id, period)

    def _found(self, rule: ElementRule, area_id: int, period: Period, found: Figure) -> Reading:
        missing = tuple(self.place(area, period) for area in found.missing_areas)
        number = Number.unknown(*missing, low=found.value) if missing else Number.exactly(found.value)
        references = (found.reference,) if found.reference else found.origins
        missed = frozenset(found.missing_areas)
        return Reading(rule.code, rule.label, area_id, period, number, references, missed, found.way)

    def _missing(self, rule: ElementRule, area_id: int, period: Period) -> Reading:
        high = Fraction(1) if rule.is_yesno else None
        names = self.untold.get((area_id, period.id, rule.code)) or (self.place(area_id, period),)
        number = Number.unknown(*names, low=Fraction(0), high=high)
        owing = frozenset(self.below.get(area_id) or (area_id,))
        return Reading(rule.code, rule.label, area_id, period, number, (), owing)

    def _sum(self, rule: ElementRule, area_id: int, period: Period, readings: list[Reading]) -> Reading:
        return Reading(
            rule.code,
            rule.label,
            area_id,
            period,
            sum((reading.number for reading in readings), Number.exactly(0)),
            tuple(reference for reading in readings for reference in reading.references),
            frozenset[int]().union(*(reading.missing_areas for reading in readings)),
            way_of(readings),
        )

    def place(self, area_id: int, period: Period) -> str:
        """This will name an area in a period as a reader should see it: “Xã Sen Hồng, Tháng 10/2026”."""
        return f"{self.names.get(area_id, f'địa bàn {area_id}')}, {period.name}"


def way_of(readings: Iterable[Reading]) -> str:
    """This will tell how inputs were carried over changes of the map: an estimate among them makes all an estimate."""
    ways = {reading.way for reading in readings}
    return "share" if "share" in ways else "whole" if "whole" in ways else ""


def sources(rule: ElementRule, period: Period) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    """This will tell from which periods a figure that is not stored can come: the parts of its period, or longer ones.

    Of parts there is one, the last, unless they add up; of the longer ones the first that has a figure stands.
    """
    if period.free:
        return (), ()
    if period.is_span and rule.time != "sum":
        is_broken = rule.time == "distinct" and period.kind is Kind.ROLLING and period.index != MONTHS[Kind.YEAR]
        last = period.months()[-1]  # persons counted once in a year cannot be told of twelve months across two years
        return (
            ((), ()) if is_broken else ((last,), ()) if rule.every is Kind.MONTH else ((), standing(last, rule.every))
        )
    if period.is_span or period.width > MONTHS[rule.every]:
        parts = shorter(period, rule.every)
        return (parts if rule.time == "sum" else parts[-1:]), ()
    if period.width < MONTHS[rule.every] and rule.time != "sum":
        return (), standing(period, rule.every)
    return (), ()


def shorter(period: Period, every: Kind) -> tuple[Period, ...]:
    """This will cut a period into those of a shorter kind that make it up; itself where it is not longer.

    Nothing, where they would reach beyond it (nine months are no number of halves).
    """
    if period.free or (not period.is_span and period.width <= MONTHS[every]):
        return (period,)
    parts = tuple(dict.fromkeys(month.enclosing(every) for month in period.months()))
    is_covered = sum(part.width for part in parts) == period.width
    return parts if is_covered else ()


def standing(period: Period, every: Kind) -> tuple[Period, ...]:
    """This will list the longer periods whose state stands in a shorter one: the one that holds it, then the last."""
    if period.free or period.is_span or period.kind is Kind.NINE_MONTHS or MONTHS[every] % period.width:
        return ()
    whole = period.enclosing(every)
    return (whole, whole.previous())
