"""A province may ask more of itself than the nation does, not less: when a target falls below its national floor."""

from datetime import date
from decimal import Decimal

AT_LEAST = (">=", ">", "=", "==")
AT_MOST = ("<=", "<", "=", "==")
CHANGES = {"increase": 1, "decrease": -1}
"""Words of change (with or without a bound) in terms of a figure that measures change: giảm 5% is at most −5."""
_TURNED = str.maketrans("<>", "><")


def is_weaker(
    *,
    relation: str,
    value: Decimal | None,
    by: date,
    floor_relation: str,
    floor_value: Decimal,
    floor_by: date | None,
    floor_high: Decimal | None = None,
    of_change: bool = False,
    better: str = "",
) -> bool:
    """This will tell whether a target asks less than the floor, or the same later.

    False where they do not compare: no figure, or a target that ends before the floor does (a step on the way).
    Days are compared by month: the reporting year ends on 14/12, the civil one on 31/12, and both mean the same year.
    of_change: the indicator measures change on last year, so that "tăng 3%" compares with it. floor_high: the far end
    of a floor that is a range; it asks for the end that is nearer as seen from the `better` direction (up, down).
    """
    if of_change:
        relation, value = _as_figure(relation, value)
    if floor_relation == "within":
        down = better == "down" and floor_high is not None
        floor_relation, floor_value = ("<=", floor_high or floor_value) if down else (">=", floor_value)
    if value is None or (floor_by is not None and _month(by) < _month(floor_by)):
        return False
    late = floor_by is not None and _month(by) > _month(floor_by)
    if floor_relation in (">=", ">") and relation in AT_LEAST:
        return late or value < floor_value
    if floor_relation in ("<=", "<") and relation in AT_MOST:
        return late or value > floor_value
    return False


def _as_figure(relation: str, value: Decimal | None) -> tuple[str, Decimal | None]:
    for change, sign in CHANGES.items():
        if relation.startswith(change):
            bound = relation.removeprefix(change) or ">="
            return bound if sign > 0 else bound.translate(_TURNED), (value or Decimal(0)) * sign
    return relation, value


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
