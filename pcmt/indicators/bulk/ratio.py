"""Columns of exact quotients: integers of 128 bits over integers, whose greatest possible size is known beforehand.

Polars wraps around silently where an integer outgrows its bits. Every operation therefore carries how large its result
can become; where that is too much, the real size is measured, and TooWide is raised before anything can be wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm

import polars as pl

WIDE = pl.Int128
WIDEST = 2**126
"""One bit less than fits, so that a sum of two is still safe."""

Under = int | pl.Series


class TooWide(ValueError):
    """This will say that figures are too large, or of too many different denominators, to be held in columns."""


@dataclass(frozen=True)
class Ratio:
    """One quotient a row, `top / under` with under > 0; a null top is a missing bound.

    most, deepest: what |top| and under never exceed.
    """

    top: pl.Series
    under: Under
    most: int
    deepest: int

    @classmethod
    def constant(cls, value: Fraction | int, rows: int) -> "Ratio":
        """This will hold one value in every row."""
        value = Fraction(value)
        top, under = value.numerator, value.denominator
        if under > WIDEST:
            raise TooWide(f"{under.bit_length()} bits")
        return cls(filled(top, rows), under, abs(top), under)

    @classmethod
    def nothing(cls, rows: int) -> "Ratio":
        """This will hold no bound in any row."""
        return cls(column_of(None, rows, WIDE), 1, 0, 1)

    def __add__(self, other: "Ratio") -> "Ratio":
        one, two = _over_one(self, other)
        one, two = _with_room(one, two, lambda a, b: a.most + b.most)
        return Ratio(one.top + two.top, one.under, one.most + two.most, one.deepest)

    def __neg__(self) -> "Ratio":
        return Ratio(filled(0, len(self.top)) - self.top, self.under, self.most, self.deepest)

    def __mul__(self, other: "Ratio") -> "Ratio":
        one, two = _with_room(self, other, lambda a, b: max(a.most * b.most, a.deepest * b.deepest))
        under = _product(one.under, two.under)
        return Ratio(one.top * two.top, under, one.most * two.most, one.deepest * two.deepest)

    def inverse(self) -> "Ratio":
        """This will give one over it; no bound where it is zero."""
        top = chosen(self.top != 0, self.top.sign() * _column(self.under, len(self.top)), None)
        return Ratio(top, chosen(self.top != 0, self.top.abs(), 1), self.deepest, max(self.most, 1))

    def below(self, other: "Ratio", *, strict: bool) -> pl.Series:
        """This will tell row by row whether it is less (or, not strictly, equal); false where a bound is missing."""
        one, two = _over_one(self, other)
        return sure(one.top < two.top if strict else one.top <= two.top)

    def where(self, mask: pl.Series, other: "Ratio") -> "Ratio":
        """This will take its own rows where the mask holds, and the other's elsewhere."""
        if self is other:
            return self
        top = chosen(mask, self.top, other.top)
        most, deepest = max(self.most, other.most), max(self.deepest, other.deepest)
        if isinstance(self.under, int) and isinstance(other.under, int) and self.under == other.under:
            return Ratio(top, self.under, most, deepest)
        rows = len(self.top)
        under = chosen(mask, _column(self.under, rows), _column(other.under, rows))
        return Ratio(top, under, most, deepest)

    def is_missing(self) -> pl.Series:
        """This will tell where there is no bound."""
        return self.top.is_null()

    def rounded(self, scale: int) -> pl.Series:
        """This will round half away from zero to integers of 10**-scale, as `Quantity.nearest` does."""
        rows, factor = len(self.top), 2 * 10**scale
        wide, _ = _with_room(self, self, lambda a, _: max(a.most * factor + a.deepest, a.deepest * 2))
        under = _column(wide.under, rows)
        return (self.top.abs() * filled(factor, rows) + under) // (under * filled(2, rows)) * self.top.sign()


def filled(value: int, rows: int) -> pl.Series:
    """This will make a column of one integer; raises TooWide where it has too many digits."""
    if abs(value) > WIDEST:
        raise TooWide(f"{value.bit_length()} bits")
    return column_of(value, rows, WIDE)


@lru_cache(maxsize=1024)
def column_of(value: int | str | bool | None, rows: int, dtype: pl.DataType | type[pl.DataType]) -> pl.Series:
    """This will make a column of one value; the same few are asked for again and again, and none is ever changed."""
    return pl.Series([value], dtype=dtype).new_from_index(0, rows)


def sure(mask: pl.Series) -> pl.Series:
    """This will take what cannot be told as no."""
    return mask.fill_null(value=False) if mask.has_nulls() else mask


def chosen(mask: pl.Series, then: pl.Series, otherwise: pl.Series | int | str | None) -> pl.Series:
    """This will take rows of one column where the mask holds, of another (or one value) elsewhere."""
    if not isinstance(otherwise, pl.Series):
        otherwise = column_of(otherwise, len(then), then.dtype)
    return then.zip_with(sure(mask), otherwise)


def _with_room(one: Ratio, two: Ratio, size: Callable[[Ratio, Ratio], int]) -> tuple[Ratio, Ratio]:
    """The operands of a step whose result has this size, measured where it seems too much; TooWide where it is."""
    if size(one, two) <= WIDEST:
        return one, two
    one, two = _measured(one), _measured(two)
    if size(one, two) > WIDEST:
        raise TooWide(f"{size(one, two).bit_length()} bits")
    return one, two


def _measured(ratio: Ratio) -> Ratio:
    """The same rows, with how large they really are."""
    under = ratio.under if isinstance(ratio.under, int) else _largest(ratio.under)
    return Ratio(ratio.top, ratio.under, _largest(ratio.top.abs()), under)


def _largest(column: pl.Series) -> int:
    found = column.max()
    return found if isinstance(found, int) else 0


def _over_one(one: Ratio, two: Ratio) -> tuple[Ratio, Ratio]:
    """Both over the same denominators."""
    if one.under is two.under:
        return one, two
    if isinstance(one.under, int) and isinstance(two.under, int):
        shared = lcm(one.under, two.under)
        return _widened(one, shared // one.under), _widened(two, shared // two.under)
    one, two = _with_room(one, two, lambda a, b: max(a.most * b.deepest, b.most * a.deepest, a.deepest * b.deepest))
    rows, under = len(one.top), _product(one.under, two.under)
    deepest = one.deepest * two.deepest
    left, right = one.top * _column(two.under, rows), two.top * _column(one.under, rows)
    return Ratio(left, under, one.most * two.deepest, deepest), Ratio(right, under, two.most * one.deepest, deepest)


def _widened(ratio: Ratio, factor: int) -> Ratio:
    if factor == 1:
        return ratio
    fit, _ = _with_room(ratio, ratio, lambda a, _: max(a.most, a.deepest) * factor)
    deep = fit.deepest * factor
    return Ratio(fit.top * filled(factor, len(fit.top)), deep, fit.most * factor, deep)


def _column(under: Under, rows: int) -> pl.Series:
    return filled(under, rows) if isinstance(under, int) else under


def _product(one: Under, two: Under) -> Under:
    if isinstance(one, int):
        return one * two if isinstance(two, int) else _times(two, one)
    return _times(one, two) if isinstance(two, int) else one * two


def _times(column: pl.Series, factor: int) -> pl.Series:
    return column if factor == 1 else column * filled(factor, len(column))
