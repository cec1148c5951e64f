"""Columns of figures that may be unknown: the rules of `kernel.number`, for every row of a grid at once.

Each operation here stands beside one there, and a test holds the two together on random formulas and figures.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from pcmt.indicators.bulk.ratio import Ratio, chosen, column_of, sure


@dataclass(frozen=True)
class Figures:
    """A figure a row within bounds. Where all rows are known, low and high are one and the same column.

    lacks: where some figure is missing. void: where a denominator is zero. Neither: the row is known.
    constant: the value, where the formula says it itself.
    """

    low: Ratio
    high: Ratio
    lacks: pl.Series
    void: pl.Series
    constant: Fraction | None = None

    @classmethod
    def exactly(cls, value: Fraction | int, rows: int) -> "Figures":
        """This will hold one known value in every row."""
        ratio, no = Ratio.constant(value, rows), nowhere(rows)
        return cls(ratio, ratio, no, no, Fraction(value))

    @classmethod
    def unknown(cls, rows: int) -> "Figures":
        """This will hold no value in any row."""
        nothing = Ratio.nothing(rows)
        return cls(nothing, nothing, ~nowhere(rows), nowhere(rows))

    @property
    def known(self) -> pl.Series:
        """Where the figure is exact and nothing is missing."""
        return ~(self.lacks | self.void)

    @property
    def is_exact(self) -> bool:
        """Whether both bounds are one column."""
        return self.low is self.high

    def __add__(self, other: "Figures") -> "Figures":
        low = self.low + other.low
        high = low if self.is_exact and other.is_exact else self.high + other.high
        return Figures(low, high, self.lacks | other.lacks, self.void | other.void)

    def __neg__(self) -> "Figures":
        low = -self.high
        return Figures(low, low if self.is_exact else -self.low, self.lacks, self.void)

    def __sub__(self, other: "Figures") -> "Figures":
        return self + -other

    def __mul__(self, other: "Figures") -> "Figures":
        for one, two in ((self, other), (other, self)):
            if one.constant is not None:
                return two._times(one.constant)
        zero = (self.known & (self.low.top == 0)) | (other.known & (other.low.top == 0))
        flags = (self.lacks | other.lacks) & ~zero, (self.void | other.void) & ~zero
        if self.is_exact and other.is_exact:
            product = _zero_where(zero, self.low * other.low)
            return Figures(product, product, *flags)
        positive = non_negative(self) & non_negative(other)
        nothing = Ratio.nothing(len(zero))
        low = (self.low * other.low).where(positive, nothing)
        high = (self.high * other.high).where(positive, nothing)
        for one, two in ((self, other), (other, self)):  # the last choice goes before the ones above it
            ends = two._scaled_by(one.low)
            low, high = ends[0].where(one.known, low), ends[1].where(one.known, high)
        return Figures(_zero_where(zero, low), _zero_where(zero, high), *flags)

    def __truediv__(self, other: "Figures") -> "Figures":
        if other.constant:
            return self._times(1 / other.constant)
        undivided = other.known & (other.low.top == 0)
        flags = self.lacks | other.lacks, self.void | other.void | undivided
        inverse = other.low.inverse()
        if self.is_exact and other.is_exact:
            quotient = self.low * inverse
            return Figures(quotient, quotient, *flags)
        rows = len(undivided)
        nothing, zero = Ratio.nothing(rows), Ratio.constant(0, rows)
        positive = non_negative(self)
        low = zero.where(positive & non_negative(other), nothing)
        bounded = positive & sure(other.low.top > 0)
        least = zero.where(other.high.is_missing(), self.low * other.high.inverse())
        low, high = least.where(bounded, low), (self.high * inverse).where(bounded, nothing)
        ends = self._scaled_by(inverse)
        low, high = ends[0].where(other.known, low), ends[1].where(other.known, high)
        return Figures(nothing.where(undivided, low), nothing.where(undivided, high), *flags)

    def _times(self, factor: Fraction) -> "Figures":
        rows = len(self.lacks)
        if factor == 0:
            return Figures.exactly(0, rows)
        by = Ratio.constant(factor, rows)
        low = self.low * by
        high = low if self.is_exact else self.high * by
        constant = None if self.constant is None else self.constant * factor
        return Figures(*((low, high) if factor > 0 else (high, low)), self.lacks, self.void, constant)

    def _scaled_by(self, factor: Ratio) -> tuple[Ratio, Ratio]:
        """Its bounds times a known factor a row, which turns them around where it is negative."""
        turned = sure(factor.top < 0)
        low, high = self.low * factor, self.high * factor
        return high.where(turned, low), low.where(turned, high)


@dataclass(frozen=True)
class Truths:
    """An answer a row: true, false, or null where it cannot be told; the flags tell why, as those of figures do."""

    holds: pl.Series
    lacks: pl.Series
    void: pl.Series

    @classmethod
    def told(cls, holds: pl.Series, lacks: pl.Series, void: pl.Series) -> "Truths":
        """This will drop the flags where the answer can be told."""
        return cls(holds, holds.is_null() & lacks, holds.is_null() & void)

    def __invert__(self) -> "Truths":
        return Truths(~self.holds, self.lacks, self.void)


def compare(left: Figures, operator: str, right: Figures) -> Truths:
    """This will compare two columns of figures; null only where their bounds leave both answers open."""
    if operator in {">", ">="}:
        return compare(right, "<" + operator[1:], left)
    if operator == "!=":
        return ~compare(left, "==", right)
    if operator == "==":
        never = left.high.below(right.low, strict=True) | right.high.below(left.low, strict=True)
        surely = left.known & right.known
    else:
        strict = operator == "<"
        surely = left.high.below(right.low, strict=strict)
        never = right.high.below(left.low, strict=not strict)
    holds = chosen(surely | never, surely & ~never, None)
    return Truths.told(holds, left.lacks | right.lacks, left.void | right.void)


def every(answers: Sequence[Truths]) -> Truths:
    """This will tell where all hold (Kleene): one false decides, else one unknown leaves it open."""
    holds = answers[0].holds
    for answer in answers[1:]:
        holds = holds & answer.holds
    return Truths.told(holds, *(_any(flag) for flag in _flags(answers)))


def some(answers: Sequence[Truths]) -> Truths:
    """This will tell where at least one holds (Kleene)."""
    return ~every([~answer for answer in answers])


def extreme(fn: str, figures: Sequence[Figures]) -> Figures:
    """This will give the least (`min`) or the greatest (`max`) of some figures, row by row."""
    lacks, void = (_any(flag) for flag in _flags(figures))
    low = _pick(fn, [one.low for one in figures], partial=fn == "max")
    if all(one.is_exact for one in figures) and not (lacks | void).any():
        return Figures(low, low, lacks, void)
    high = _pick(fn, [one.high for one in figures], partial=fn == "min")
    known = low.below(high, strict=False) & high.below(low, strict=False)
    return Figures(low, high, lacks & ~known, void & ~known)


def counted(answers: Sequence[Truths], rows: int) -> Figures:
    """This will count where answers hold: at least those that surely do, at most those that may."""
    surely = _count([sure(answer.holds) for answer in answers], rows)
    unsure = _count([answer.holds.is_null() for answer in answers], rows)
    low, high = (Ratio(column, 1, len(answers), 1) for column in (surely, surely + unsure))
    lacks, void = (_any(flag) for flag in _flags(answers))
    return Figures(low, high if unsure.max() else low, lacks, void)


def non_negative(figures: Figures) -> pl.Series:
    """This will tell where a figure cannot be below zero."""
    return sure(figures.low.top >= 0)


def nowhere(rows: int) -> pl.Series:
    """This will make a column that is false in every row."""
    return column_of(False, rows, pl.Boolean)


def _pick(fn: str, bounds: Sequence[Ratio], *, partial: bool) -> Ratio:
    """The least or greatest bound a row; where one is missing there is none, or (partial) the others decide."""
    found = bounds[0]
    for other in bounds[1:]:
        better = found.below(other, strict=False) if fn == "min" else other.below(found, strict=False)
        missing = other.is_missing() if partial else found.is_missing()
        found = found.where(better | missing, other)
    return found


def _zero_where(mask: pl.Series, ratio: Ratio) -> Ratio:
    return Ratio.constant(0, len(mask)).where(mask, ratio) if mask.any() else ratio


def _count(flags: Sequence[pl.Series], rows: int) -> pl.Series:
    total = Ratio.constant(0, rows).top
    for flag in flags:
        total = total + flag.cast(total.dtype)
    return total


def _flags(columns: Sequence[Figures] | Sequence[Truths]) -> tuple[list[pl.Series], list[pl.Series]]:
    return [one.lacks for one in columns], [one.void for one in columns]


def _any(flags: Sequence[pl.Series]) -> pl.Series:
    found = flags[0]
    for flag in flags[1:]:
        found = found | flag
    return found


Combine = Callable[[Figures, Figures], Figures]
COMBINED: dict[str, Combine] = {
    "add": Figures.__add__,
    "subtract": Figures.__sub__,
    "multiply": Figures.__mul__,
    "divide": Figures.__truediv__,
}
