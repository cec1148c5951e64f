"""A province may ask more of itself than the nation does, not less: when a target falls below its national floor."""

from datetime import date
from decimal import Decimal

AT_LEAST = (">=", ">", "=", "==")
AT_MOST = ("<=", "<", "=", "==")


def is_weaker(
    *, relation: str, value: Decimal | None, by: date, floor_relation: str, floor_value: Decimal, floor_by: date | None
) -> bool:
    """This will tell whether a target asks less than the floor, or the same later.

    False where they do not compare: no figure, or a target that ends before the floor does (a step on the way).
    Days are compared by month: the reporting year ends on 14/12, the civil one on 31/12, and both mean the same year.
    """
    if value is None or (floor_by is not None and _month(by) < _month(floor_by)):
        return False
    late = floor_by is not None and _month(by) > _month(floor_by)
    if floor_relation in (">=", ">") and relation in AT_LEAST:
        return late or value < floor_value
    if floor_relation in ("<=", "<") and relation in AT_MOST:
        return late or value > floor_value
    return False


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
