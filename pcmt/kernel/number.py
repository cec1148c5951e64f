"""Figures that may be unknown: an interval with the names of what is missing, never a silent zero."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

Bound = Fraction | None
NO_DENOMINATOR = "mẫu số bằng 0"
"""What a share of nothing lacks: there is nothing to count, which is not the same as missing figures."""


@dataclass(frozen=True)
class Number:
    """A figure known exactly (low = high), or only within bounds; None as a bound means no bound.

    `missing` names each input that would make it known, as its reader should read it ("Xã Sen Hồng, tháng 10/2026").
    """

    low: Bound
    high: Bound
    missing: tuple[str, ...] = ()

    @classmethod
    def exactly(cls, value: Fraction | int) -> "Number":
        """This will make a known figure."""
        exact = value if isinstance(value, Fraction) else Fraction(value)
        return cls(exact, exact)

    @classmethod
    def unknown(cls, *missing: str, low: Bound = None, high: Bound = None) -> "Number":
        """This will make a figure that cannot be told, within bounds where the meaning gives them (a count is ≥ 0)."""
        return cls(low, high, tuple(missing))

    @property
    def is_known(self) -> bool:
        """Whether the figure is exact and nothing is missing."""
        return self.low is not None and self.low == self.high and not self.missing

    @property
    def value(self) -> Fraction:
        """The exact figure; raises ValueError where it is not known, so that unknown never reads as zero."""
        if not self.is_known or self.low is None:
            raise ValueError("unknown: " + ", ".join(self.missing))
        return self.low

    def __add__(self, other: "Number") -> "Number":
        return Number(
            _both(self.low, other.low, lambda a, b: a + b),
            _both(self.high, other.high, lambda a, b: a + b),
            _names(self, other),
        )

    def __neg__(self) -> "Number":
        return Number(None if self.high is None else -self.high, None if self.low is None else -self.low, self.missing)

    def __sub__(self, other: "Number") -> "Number":
        return self + -other

    def __mul__(self, other: "Number") -> "Number":
        for one, two in ((self, other), (other, self)):
            if one.is_known and one.value == 0:
                return Number.exactly(0)
            if one.is_known:
                return two._scaled(one.value, _names(self, other))
        if _non_negative(self) and _non_negative(other):
            return Number(
                _both(self.low, other.low, lambda a, b: a * b),
                _both(self.high, other.high, lambda a, b: a * b),
                _names(self, other),
            )
        return Number(None, None, _names(self, other))

    def __truediv__(self, other: "Number") -> "Number":
        if other.is_known:
            if other.value == 0:
                return Number(None, None, _merge(self.missing, other.missing, (NO_DENOMINATOR,)))
            return self._scaled(1 / other.value, _names(self, other))
        if _non_negative(self) and other.low is not None and other.low > 0:
            low = Fraction(0) if other.high is None else _both(self.low, other.high, lambda a, b: a / b)
            return Number(low, _both(self.high, other.low, lambda a, b: a / b), _names(self, other))
        return Number(Fraction(0) if _non_negative(self) and _non_negative(other) else None, None, _names(self, other))

    def _scaled(self, factor: Fraction, missing: tuple[str, ...]) -> "Number":
        ends = [None if end is None else end * factor for end in (self.low, self.high)]
        low, high = ends if factor >= 0 else reversed(ends)
        return Number(low, high, missing)


@dataclass(frozen=True)
class Truth:
    """An answer that may be unknown: True, False, or None with the names of what is missing."""

    holds: bool | None
    missing: tuple[str, ...] = ()

    def __invert__(self) -> "Truth":
        return Truth(None if self.holds is None else not self.holds, self.missing)


def compare(left: Number, operator: str, right: Number) -> Truth:
    """This will compare two figures, and answer unknown only where their bounds leave both answers open.

    operator: one of < <= > >= == !=. A missing input does not matter where the bounds already decide.
    """
    if operator in {">", ">="}:
        return compare(right, "<" + operator[1:], left)
    if operator == "!=":
        return ~compare(left, "==", right)
    missing = _names(left, right)
    if operator == "==":
        if _below(left.high, right.low, strict=True) or _below(right.high, left.low, strict=True):
            return Truth(False)
        same = left.low is not None and left.low == left.high == right.low == right.high
        return Truth(True) if same and not missing else Truth(None, missing)
    strict = operator == "<"
    if _below(left.high, right.low, strict=strict):
        return Truth(True)
    if _below(right.high, left.low, strict=not strict):
        return Truth(False)
    return Truth(None, missing)


def every(answers: list[Truth]) -> Truth:
    """This will tell whether all hold (Kleene): one false decides, else one unknown leaves it open."""
    if any(answer.holds is False for answer in answers):
        return Truth(False)
    open_ = [answer for answer in answers if answer.holds is None]
    return Truth(None, _merge(*(answer.missing for answer in open_))) if open_ else Truth(True)


def some(answers: list[Truth]) -> Truth:
    """This will tell whether at least one holds (Kleene): one true decides, else one unknown leaves it open."""
    return ~every([~answer for answer in answers])


def _below(low: Bound, high: Bound, *, strict: bool) -> bool:
    return low is not None and high is not None and (low < high or (not strict and low == high))


def _both(a: Bound, b: Bound, combine: Callable[[Fraction, Fraction], Fraction]) -> Bound:
    return None if a is None or b is None else combine(a, b)


def _non_negative(number: Number) -> bool:
    return number.low is not None and number.low >= 0


def _names(*numbers: Number) -> tuple[str, ...]:
    return _merge(*(number.missing for number in numbers))


def _merge(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))
