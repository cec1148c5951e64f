"""Totals of the areas above, as they are stored with each figure that is closed."""

from collections.abc import Iterable
from dataclasses import dataclass

from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.ground import areas_counted
from pcmt.reporting.models import Fact, Total
from pcmt.reporting.renamed import kept_as, under_todays_names
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
