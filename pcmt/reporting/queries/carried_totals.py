"""Totals of earlier and later periods on the map of a day: added up from the areas that one was made of then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pcmt.areas import queries as areas
from pcmt.areas.queries import Origin
from pcmt.kernel.period import Period
from pcmt.reporting.queries.totals import TotalKey, TotalView, totals

Totals = dict[TotalKey, TotalView]


@dataclass(frozen=True)
class CarriedTotals:
    """Totals by (period, element) on one map, and for each period that they cannot be told of, why, in Vietnamese."""

    totals: Totals
    untold: dict[Period, str]


def totals_on_map(area_id: int, periods: Iterable[Period], elements: Iterable[str], on: date) -> CarriedTotals:
    """This will give an area's totals, where it was several areas in a period the sum of theirs.

    Exact or not at all: a period in which the area was only part of another is not compared, nor one after the area
    itself changed, nor a sum of which a part was never reported. Two queries, and those of `totals` for each part.
    """
    asked, codes = list(dict.fromkeys(periods)), list(elements)
    made_of = areas.carried([area_id], {period.last_day for period in asked}, on)
    left = areas.days_of_change([area_id], on, max((period.last_day for period in asked), default=on))
    groups: dict[tuple[Origin, ...], list[Period]] = {}
    found: Totals = {}
    untold: dict[Period, str] = {}
    for period in asked:
        parts = made_of.get(period.last_day, {}).get(area_id, (Origin(area_id, Fraction(1)),))
        divided = [one.area_id for one in parts if one.share != 1]
        if any(day <= period.last_day for day in left):
            untold[period] = "không so sánh được: địa bàn đã thay đổi sau ngày của bản đồ"
        elif divided:
            untold[period] = f"không so sánh được với {_named(divided, period.last_day)} (đã chia tách)"
        else:
            groups.setdefault(parts, []).append(period)
    for parts, alike in groups.items():
        ids = [one.area_id for one in parts]
        of_parts = [totals(one, alike, codes) for one in ids]
        for period in alike:
            silent = [one for one, known in zip(ids, of_parts, strict=True) if not _has(known, period, codes)]
            if silent and len(silent) < len(ids):
                untold[period] = f"chưa có số liệu của {_named(silent, period.last_day)}"
            else:
                found |= _added(of_parts, period, codes)
    return CarriedTotals(found, untold)


def _has(known: Totals, period: Period, codes: Sequence[str]) -> bool:
    return any((period, code) in known for code in codes)


def _added(
    of_parts: Sequence[dict[TotalKey, TotalView]], period: Period, codes: Sequence[str]
) -> dict[TotalKey, TotalView]:
    """Sums of what every part has a total of."""
    found: Totals = {}
    for code in codes:
        views = [known[(period, code)] for known in of_parts if (period, code) in known]
        if len(views) == len(of_parts):
            quantity = views[0].quantity
            for view in views[1:]:
                quantity = quantity + view.quantity
            found[(period, code)] = TotalView(
                quantity,
                sum(view.reported for view in views),
                sum(view.expected for view in views),
                tuple(one for view in views for one in view.missing_area_ids),
                sum(view.estimated for view in views),
            )
    return found


def _named(ids: Sequence[int], day: date) -> str:
    views = areas.last_seen(ids, day)
    return ", ".join(views[one].full_name for one in ids if one in views)
