"""How a value moved: against the period before, the same period of last year, and that of a baseline year."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from pcmt.indicators.queries.values import Value
from pcmt.kernel.period import Kind, Period

BEFORE, LAST_YEAR, BASELINE = "kỳ trước", "cùng kỳ năm trước", "cùng kỳ năm gốc"


@dataclass(frozen=True)
class Move:
    """A value against an earlier one; `change` is None where one of the two is not known.

    is_better: whether it went the way that is wished; None where nothing is wished, or nothing changed.
    """

    against: str
    before: Value
    change: Fraction | None
    is_better: bool | None


def compared_to(period: Period, baseline: int | None = None) -> dict[str, Period]:
    """This will name the periods that a value is compared with; of a year both are the same, told once.

    baseline: a year from which change is reckoned; where it is the last year, or none before, nothing is added.
    """
    if period.free:
        return {}
    earlier = {BEFORE: period.previous(), LAST_YEAR: period.same_last_year()}
    if period.kind is Kind.YEAR:
        del earlier[BEFORE]
    if baseline is not None and baseline < period.year - 1:
        earlier[BASELINE] = replace(period, year=baseline)
    return earlier


def moves_of(
    value: Value, better: str, at: Callable[[Period], Value | None], baseline: int | None = None
) -> tuple[Move, ...]:
    """This will compare a value with those of the earlier periods that `at` knows; unknown ones are told as such."""
    found = ((against, at(period)) for against, period in compared_to(value.period, baseline).items())
    return tuple(_move(against, before, value, better) for against, before in found if before is not None)


def _move(against: str, before: Value, value: Value, better: str) -> Move:
    if not (value.number.is_known and before.number.is_known):
        return Move(against, before, None, None)
    change = value.number.value - before.number.value
    if not change or better not in ("up", "down"):
        return Move(against, before, change, None)
    return Move(against, before, change, (change > 0) == (better == "up"))
