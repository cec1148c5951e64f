"""A target given down to communes: whether what they are given makes up what the area above has to reach."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from pcmt.kernel.quantity import Quantity
from vanban.text import format_number, format_quantity

PERCENT = "%"
CEILINGS = ("<=", "<", "none")
"""Relations that set an upper bound: what is given must stay under it."""


@dataclass(frozen=True)
class SumCheck:
    """Whether shares make up the whole: state `met`, `late` (they do not) or `void` (cannot be told yet)."""

    state: str
    text: str


def is_rate(unit: str, relation: str) -> bool:
    """This will tell whether shares are rates, that are compared one by one, rather than counts, that add up."""
    return unit == PERCENT or relation.startswith(("increase", "decrease"))


def checked(relation: str, level: Quantity | None, shares: Collection[Quantity], of: int, unit: str) -> SumCheck:
    """This will check shares against the level of the whole area.

    Counts must add up to it (or stay under it, where it is an upper bound). Of rates, each must be no easier than it:
    then the whole cannot miss it. of: how many communes there are.
    """
    if level is None:
        return SumCheck("void", f"Đã giao {len(shares)}/{of} xã, phường; chỉ tiêu không có mức bằng số để đối chiếu.")
    if not shares:
        return SumCheck("void", f"Chưa giao cho xã, phường nào trong {of} xã, phường.")
    check = _rates if is_rate(unit, relation) else _counts
    return check(relation, level, shares, of, unit)


def _counts(relation: str, level: Quantity, shares: Collection[Quantity], of: int, unit: str) -> SumCheck:
    total = sum((share.decimal for share in shares), Decimal(0))
    given = f"{len(shares)}/{of} xã, phường được giao cộng {format_quantity(total, unit)}"
    if relation in CEILINGS:
        over = total - level.decimal
        if over > 0:
            return SumCheck("late", f"{given}, không được quá {_n(level)}: vượt {format_number(over)}.")
        return SumCheck("met", f"{given}, không quá {_n(level)}.")
    rest = level.decimal - total
    if rest > 0:
        return SumCheck("late", f"{given}, cần {_n(level)}: còn thiếu {format_number(rest)}.")
    return SumCheck("met", f"{given}, cần {_n(level)}: đủ.")


def _rates(relation: str, level: Quantity, shares: Collection[Quantity], of: int, unit: str) -> SumCheck:
    ceiling = relation in CEILINGS
    easier = [one for one in shares if (one.decimal > level.decimal if ceiling else one.decimal < level.decimal)]
    shown = format_quantity(level.decimal, unit)
    if easier:
        easiest = (max if ceiling else min)(one.decimal for one in easier)
        told = f"{len(easier)} xã, phường được giao mức dễ hơn {shown} của toàn địa bàn"
        return SumCheck("late", f"{told}, dễ nhất là {format_quantity(easiest, unit)}.")
    if len(shares) < of:
        return SumCheck("void", f"Đã giao {len(shares)}/{of} xã, phường, không nơi nào dễ hơn {shown}.")
    return SumCheck("met", f"Đã giao cả {of} xã, phường, không nơi nào dễ hơn {shown} của toàn địa bàn.")


def _n(level: Quantity) -> str:
    return format_number(level.decimal)
