"""Quantities: scaled integers with a unit, because SQLite keeps decimals as floats."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, order=False)
class Quantity:
    """An exact decimal: `scaled` / 10**`scale`, counted in `unit` (Quantity(285, 1, "kg") is 28.5 kg)."""

    scaled: int
    scale: int = 0
    unit: str = ""

    @classmethod
    def of(cls, value: Decimal | int | str, *, scale: int, unit: str = "") -> "Quantity":
        """This will hold a decimal exactly at the given scale; raises ValueError where digits would be lost."""
        try:
            shifted = Fraction(Decimal(value)) * 10**scale
        except (ArithmeticError, ValueError):
            raise ValueError(f"{value!r} is no decimal") from None
        if shifted.denominator != 1:
            raise ValueError(f"{value} has more than {scale} decimals")
        return cls(shifted.numerator, scale, unit)

    @classmethod
    def nearest(cls, value: Fraction, *, scale: int, unit: str = "") -> "Quantity":
        """This will round half away from zero at the given scale (28.947… with 1 is 28.9)."""
        scaled = abs(value) * 10**scale
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return cls(-whole if value < 0 else whole, scale, unit)

    @property
    def decimal(self) -> Decimal:
        """The value as a decimal, with its scale kept (28.50 stays 28.50)."""
        digits = tuple(int(digit) for digit in str(abs(self.scaled)))
        return Decimal((int(self.scaled < 0), digits, -self.scale))  # built whole: arithmetic would round at 28 digits

    @property
    def fraction(self) -> Fraction:
        """The value as an exact fraction, for formulas."""
        return Fraction(self.scaled, 10**self.scale)

    def rescaled(self, scale: int) -> "Quantity":
        """This will give the same value at another scale; raises ValueError where digits would be lost."""
        return Quantity.of(self.decimal, scale=scale, unit=self.unit)

    def __add__(self, other: "Quantity") -> "Quantity":
        if self.unit != other.unit:
            raise ValueError(f"cannot add {other.unit!r} to {self.unit!r}")
        scale = max(self.scale, other.scale)
        return Quantity(self.rescaled(scale).scaled + other.rescaled(scale).scaled, scale, self.unit)
