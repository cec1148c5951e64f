"""Totals of the areas above, as stored for a month, and derived for quarters, halves and years."""

from collections.abc import Iterable
from dataclasses import dataclass

from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.ground import areas_counted
from pcmt.reporting.models import Fact, Total
from pcmt.reporting.queries.facts import facts
from pcmt.reporting.renamed import kept_as, under_todays_names
from pcmt.reporting.rules.spans import SpanFigure, parts_of, span_figure
from pcmt.rulebook.queries import book


@dataclass(frozen=True)
class TotalView:
    """A total: what `reported` of `expected` areas add up to, and which areas are missing (empty: it is whole).

    estimated: how many of those reported are estimates (số ước), to be replaced by final figures.
    """

    quantity: Quantity
    reported: int
    expected: int
    missing_area_ids: tuple[int, ...] = ()
    estimated: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every area that owes the figure has one."""
        return self.reported >= self.expected


@dataclass(frozen=True)
class PeriodTotal:
    """A figure of a longer period derived from its months.

    quantity: what the known months give (None: nothing is known); missing_periods: months without any figure;
    missing: (area, month) pairs that lack one, so that the figure is a lower bound only.
    """

    quantity: Quantity | None
    missing_periods: tuple[Period, ...] = ()
    missing: tuple[tuple[int, Period], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.quantity is not None and not self.missing_periods and not self.missing


TotalKey = tuple[Period, str]


def totals(area_id: int, periods: Iterable[Period], elements: Iterable[str]) -> dict[TotalKey, TotalView]:
    """This will give the stored totals by (period, element); a period in which nothing was closed has no key.

    A total that an earlier version of the form kept under another code stands under the code asked for. Two queries,
    and the area's communes once a period where some are missing.
    """
    by_id, kept = {period.id: period for period in periods}, kept_as(elements)
    codes = list(dict.fromkeys(name for names in kept.values() for name in names))
    rows = list(Total.objects.filter(area_id=area_id, period__in=list(by_id), element__in=codes))
    missing = _missing(area_id, [by_id[row.period] for row in rows if row.reported < row.expected], codes)
    found = {
        (by_id[row.period], row.element): TotalView(
            quantity=Quantity(row.scaled, row.scale, book().element(row.element).unit),
            reported=row.reported,
            expected=row.expected,
            missing_area_ids=missing.get((by_id[row.period], row.element), ()) if row.reported < row.expected else (),
            estimated=row.estimated,
        )
        for row in rows
    }
    return under_todays_names(found, kept)


def period_totals(area_id: int, period: Period, elements: Iterable[str]) -> dict[str, PeriodTotal]:
    """This will derive an area's totals of a quarter, half or year from its months, by each element's way in time."""
    codes, months = list(elements), parts_of(period)
    wanted = tuple(dict.fromkeys((*months, period)))
    stored = totals(area_id, wanted, codes)
    found = {}
    for code in codes:
        known = {one.id: stored[(one, code)].quantity for one in wanted if (one, code) in stored}
        figure = span_figure(book().element(code).time, period, known)
        counted = _counted(book().element(code).time, period, known)
        gaps = tuple(
            (area, one) for one in counted if (one, code) in stored for area in stored[(one, code)].missing_area_ids
        )
        found[code] = PeriodTotal(figure.quantity, figure.missing, gaps)
    return found


def period_facts(area_ids: Iterable[int], period: Period, elements: Iterable[str]) -> dict[tuple[int, str], SpanFigure]:
    """This will derive single areas' figures of a quarter, half or year from their months, by (area, element)."""
    ids, codes = list(area_ids), list(elements)
    wanted = tuple(dict.fromkeys((*parts_of(period), period)))
    closed = facts(ids, wanted, codes)
    found = {}
    for area_id in ids:
        for code in codes:
            known = {one.id: closed[(area_id, one, code)].quantity for one in wanted if (area_id, one, code) in closed}
            found[(area_id, code)] = span_figure(book().element(code).time, period, known)
    return found


def _counted(time: str, period: Period, known: dict[str, Quantity]) -> tuple[Period, ...]:
    if period.id in known:
        return (period,)
    return parts_of(period) if time == "sum" else parts_of(period)[-1:]


def _missing(area_id: int, periods: list[Period], elements: list[str]) -> dict[TotalKey, tuple[int, ...]]:
    """The areas without a current fact, by (period, element)."""
    periods = list(dict.fromkeys(periods))
    if not periods:
        return {}
    present: dict[tuple[str, str], set[int]] = {}
    rows = Fact.objects.filter(
        period__in=[period.id for period in periods], element__in=elements, superseded_at__isnull=True
    )
    for period_id, element, part in rows.values_list("period", "element", "area_id"):
        present.setdefault((period_id, element), set()).add(part)
    found = {}
    for period in periods:
        parts = areas_counted(area_id, period)
        for element in elements:
            have = present.get((period.id, element), set())
            found[(period, element)] = tuple(part for part in parts if part not in have)
    return found
