"""What reporting lets higher packages do: a register counts what a form asks, and a check holds the typed figure to it.

A higher package offers a `Register`; settings.REPORTING_REGISTERS is the one table of them. Where none keeps an
element, the check cannot be told, which stops nothing. A `Reliance` names what was made of closed figures;
settings.REPORTING_RELIANCES is the table of those.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from pcmt.kernel.period import Period


class Register(Protocol):
    """A register kept elsewhere in the system (hot spots, models, duties of handling), as far as forms ask of it."""

    @property
    def elements(self) -> frozenset[str]:
        """The codes of the elements that it counts."""

    def counts(self, area_id: int, period: Period, elements: Collection[str]) -> Mapping[str, int]:
        """This will give what it counts of an area in a period; what it cannot tell has no key."""


class Reliance(Protocol):
    """Something made elsewhere of closed figures (official reports), on which they must not be withdrawn lightly."""

    def standing_on(self, elements: Collection[str], periods: Collection[Period], since: datetime) -> Sequence[str]:
        """This will name, in Vietnamese, what was made after a moment of figures of elements and periods."""
