"""Yearly values of areas (residents, households, land) as figures that formulas read, on the map of a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from pcmt.areas import queries as areas
from pcmt.areas.queries import Origin
from pcmt.indicators.rules.needs import Need
from pcmt.indicators.rules.sheet import Figure, Key
from pcmt.kernel.period import Kind, Period
from pcmt.rulebook.queries import book


def yearly_figures(
    wanted: Iterable[Need], single: Collection[int], parts: Mapping[int, Sequence[int]], on: date
) -> dict[Key, Figure]:
    """This will give what the register of areas knows by the year, for elements that the rulebook ties to a measure.

    single: areas by themselves. parts: communes by the whole that they make up, which has its own value, else their
    sum with those that lack one. Two queries a year and measure, none where no formula asks.
    """
    measures = {element.code: element.yearly for element in book().elements() if element.yearly}
    asked = {(need.element, need.period) for need in wanted if need.element in measures and _is_year(need.period)}
    if not asked:
        return {}
    ids = {*single, *parts, *(one for group in parts.values() for one in group)}
    then = areas.carried(ids, {period.last_day for _, period in asked}, on)
    found: dict[Key, Figure] = {}
    for element, period in asked:
        here = _on_map(ids, measures[element], period, then.get(period.last_day, {}))
        for whole, group in parts.items():
            here.setdefault(whole, _sum(group, here))
        found |= {(one, period.id, element): figure for one, figure in here.items() if figure is not None}
    return found


def laid_under(figures: Mapping[Key, Figure], yearly: Mapping[Key, Figure]) -> dict[Key, Figure]:
    """This will give all figures: what was reported goes before the register, unless only the register is whole."""
    better = {
        key: figure
        for key, figure in yearly.items()
        if key not in figures or (figures[key].missing_areas and not figure.missing_areas)
    }
    return {**figures, **better}


def _is_year(period: Period) -> bool:
    return not period.free and period.kind is Kind.YEAR


def _on_map(
    ids: Collection[int], measure: str, period: Period, made_of: Mapping[int, tuple[Origin, ...]]
) -> dict[int, Figure | None]:
    """Each area's value of a year: its own, or that of what it was made of then, added up or taken by share."""
    former = {origin.area_id for origins in made_of.values() for origin in origins}
    rows = areas.denominators_of({*ids, *former}, measure, period.last_day.year)
    values = {one: Fraction(view.quantity) for one, view in rows.items()}
    here: dict[int, Figure | None] = {
        one: Figure(value) for one, value in values.items() if one in ids and one not in made_of
    }
    for one, origins in made_of.items():
        carried = areas.carry(origins, values)
        if carried.value is not None:
            here[one] = Figure(carried.value, way="share" if carried.is_estimate else "whole")
    return here


def _sum(group: Sequence[int], here: Mapping[int, Figure | None]) -> Figure | None:
    known = [figure for one in group if (figure := here.get(one)) is not None]
    if not known:
        return None
    ways = {figure.way for figure in known}
    way = "share" if "share" in ways else "whole" if "whole" in ways else ""
    missing = tuple(one for one in group if here.get(one) is None)
    return Figure(sum((figure.value for figure in known), Fraction(0)), "", missing, way=way)
