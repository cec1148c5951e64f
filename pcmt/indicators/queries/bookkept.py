"""What the books of reporting count (reports owed, in time, corrected) as figures that formulas read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from pcmt.areas import queries as areas
from pcmt.areas.queries import Origin
from pcmt.indicators.rules.needs import Need
from pcmt.indicators.rules.sheet import Figure, Key
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import Punctuality
from pcmt.rulebook.queries import book

OPEN_ENDED = ("sent", "on_time")
"""Counts that may still grow while a report has time: then they are known only from below."""


def bookkept_figures(
    wanted: Iterable[Need], single: Collection[int], parts: Mapping[int, Sequence[int]], on: date
) -> dict[Key, Figure]:
    """This will count reports for elements that the rulebook ties to a count; none where no formula asks.

    single: areas by themselves; parts: communes by the whole that they make up, which counts its own agencies' reports
    and those of all its communes, each once, by the map of the period. An area that was made of others since has none.
    """
    counts = {element.code: element.counted for element in book().elements() if element.counted}
    asked = {(need.element, need.period) for need in wanted if need.element in counts}
    if not asked:
        return {}
    periods = {period for _, period in asked}
    everywhere = {*single, *parts, *(one for group in parts.values() for one in group)}
    then = areas.carried(everywhere, {period.last_day for period in periods}, on)
    owing = {period: _owing(single, parts, then.get(period.last_day, {})) for period in periods}
    ids = {one for groups in owing.values() for group in groups.values() for one in group}
    books = reporting.punctuality(ids, periods, on)
    found: dict[Key, Figure] = {}
    for element, period in asked:
        for area_id, group in owing[period].items():
            if figure := _figure(counts[element], {one: books.get((one, period), Punctuality()) for one in group}):
                found[area_id, period.id, element] = figure
    return found


def _owing(
    single: Collection[int], parts: Mapping[int, Sequence[int]], made_of: Mapping[int, Sequence[Origin]]
) -> dict[int, frozenset[int]]:
    """The areas whose reports count for each area in a period."""
    found = {one: frozenset({one}) for one in single if one not in made_of}
    for whole, group in parts.items():
        former = {origin.area_id for one in (whole, *group) for origin in made_of.get(one, ())}
        found |= {one: frozenset({one}) for one in group if one not in made_of}
        found[whole] = frozenset({whole, *group} - made_of.keys() | former)
    return found


def _figure(count: str, books: Mapping[int, Punctuality]) -> Figure | None:
    whole = sum(books.values(), Punctuality())
    if not whole.due:
        return None
    waiting = tuple(one for one, kept in books.items() if kept.waiting) if count in OPEN_ENDED else ()
    return Figure(Fraction(getattr(whole, count)), missing_areas=waiting)
