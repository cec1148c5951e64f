"""The registered roadmap: which communes are to reach a target's state by which year, and whether they are enough."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from pcmt.kernel.formula.tree import Aggregate, Node, children
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from vanban.text import fold

AT_LEAST = (">=", ">", "=", "==", "maintain")
PERCENT = "%"
LONGEST_NOTE = 255
_COMMUNES = re.compile(
    r"(?:(?:so|ty le|tong so|cac|nhung|so luong) ){0,3}(?:(?:don vi|dia ban) (?:hanh chinh )?cap xa"
    r"|xa(?! hoi)|phuong(?! (?:phap|tien|an)))\b"
)


def counts_communes(subject: str, formula: Node | None) -> bool:
    """This will tell whether a target counts communes, so that communes can be registered for it.

    formula: of its indicator, which must count areas or tell their share; without one its own words tell: "số xã,
    phường không có ma túy" counts communes, "điểm tổ chức sử dụng bị triệt phá" does not.
    """
    if formula is None:
        return _COMMUNES.match(fold(subject)) is not None
    return _counts_areas(formula)


def _counts_areas(node: Node) -> bool:
    if isinstance(node, Aggregate) and node.over == "areas":
        return node.fn in ("count", "share")
    return any(_counts_areas(child) for child in children(node))


@dataclass(frozen=True)
class Registration:
    """A commune as a person registers it: by the end of which year, and what is to be noted."""

    area_id: int
    year: int
    note: str = ""


@dataclass(frozen=True)
class YearSum:
    """How many communes are registered for a year, with all years before, against what the target wants by its end.

    level: what the roadmap asks of that year, None where it asks nothing. wanted: that as a number of communes.
    """

    year: int
    new: int
    total: int
    level: Quantity | None
    wanted: int | None

    @property
    def lacking(self) -> int:
        """How many communes more would have to be registered by that year; 0 where they are enough."""
        return max(0, (self.wanted or 0) - self.total)


def wanted_communes(relation: str, level: Quantity, of: int) -> int | None:
    """This will tell how many communes of so many a level asks for: 50% of 78 is 39, 20% of 78 is 16.

    None where the level is no lower bound: a roadmap of communes can only lead upward.
    """
    if relation not in AT_LEAST:
        return None
    asked = level.decimal * of / 100 if level.unit == PERCENT else level.decimal
    whole = int(asked.to_integral_value(rounding=ROUND_CEILING))
    return whole + 1 if relation == ">" and Decimal(whole) == asked else whole


def year_sums(
    registered: Iterable[int], *, relation: str, levels: Mapping[int, Quantity], of: int, first: int, last: int
) -> tuple[YearSum, ...]:
    """This will add up registrations year by year, from the first year to the last.

    registered: the year of each commune. levels: the milestones and the target's own level, by year. of: how many
    communes there are in its area.
    """
    years = list(registered)
    found = []
    for year in range(min([first, *years]), max([last, *years]) + 1):
        level = levels.get(year)
        wanted = wanted_communes(relation, level, of) if level is not None else None
        found.append(YearSum(year, sum(one == year for one in years), sum(one <= year for one in years), level, wanted))
    return tuple(found)


def level_by_year(steps: Sequence[tuple[Period, Quantity]], by: Period, level: Quantity | None) -> dict[int, Quantity]:
    """This will give the level that each year's end asks for; within a year the latest step counts."""
    found = {period.year: quantity for period, quantity in sorted(steps, key=lambda step: step[0].last_day)}
    return {**found, **({by.last_day.year: level} if level is not None else {})}


def summed_up(sums: Sequence[YearSum], of: int) -> str:
    """This will say whether the registrations are enough: “35/78 xã, phường đăng ký, cần 39, còn thiếu 4”."""
    asked = [one for one in sums if one.wanted is not None]
    if not asked:
        total = sums[-1].total if sums else 0
        return f"{total}/{of} xã, phường đăng ký"
    short = next((one for one in asked if one.lacking), None)
    told = short or asked[-1]
    rest = f", còn thiếu {told.lacking}" if short else ""
    return f"Đến hết năm {told.year}: {told.total}/{of} xã, phường đăng ký, cần {told.wanted}{rest}"
