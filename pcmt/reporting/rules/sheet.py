"""A filled form as formulas see it: one area's figures in its period and in the periods before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from pcmt.kernel.formula.evaluate import figure
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.number import Number
from pcmt.kernel.period import Period

Figures = Mapping[str, Fraction]


@dataclass(frozen=True)
class Sheet:
    """One area's figures by period and element code; a figure that is not there is unknown, never zero.

    labels name the cells for the reader; computed holds the formulas of cells that nobody types. added: what
    corrections of closed periods add to this period's figures when these are closed; checks look at them without it.
    """

    area: str
    period: Period
    figures: Mapping[str, Figures]
    labels: Mapping[str, str] = field(default_factory=dict)
    computed: Mapping[str, Node] = field(default_factory=dict)
    added: Figures = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What the reader of a trace should see."""
        return f"{self.area}, {self.period.name}"

    def cell(self, code: str) -> Number:
        """This will give the figure here; the sum of its categories where only they are cells; else unknown."""
        value = self.figures.get(self.period.id, {}).get(code)
        if value is not None:
            return Number.exactly(value)
        if code in self.computed:
            return figure(self.computed[code], self)
        parts = [part for part in self.labels if part.startswith(code + ".")]
        if parts and code not in self.labels:
            return sum((self.cell(part) for part in parts), Number.exactly(0))
        return Number.unknown(f"{self.labels.get(code, code)} – {self.period.name}", low=Fraction(0))

    def taking_up(self, added: Figures) -> "Sheet":
        """This will give the figures with what corrections of closed periods add to those that are known."""
        own = self.figures.get(self.period.id, {})
        taken = {code: own[code] + gap for code, gap in added.items() if code in own}
        return replace(self, figures={**self.figures, self.period.id: {**own, **taken}}) if taken else self

    def indicator(self, code: str) -> Number:
        """This will always be unknown: indicators are computed above reporting, from closed figures."""
        return Number.unknown(f"chỉ số {code}")

    def areas(self) -> Sequence["Sheet"]:
        """This will be empty: a form answers for one area."""
        return ()

    def year(self) -> Sequence["Sheet"]:
        """This will list the sheets of the year up to this period."""
        return [replace(self, period=period) for period in self.period.year_to_date()]

    def back(self, by: str) -> "Sheet":
        """This will give the sheet one `period` or one `year` back."""
        period = self.period.previous() if by == "period" else self.period.same_last_year()
        return replace(self, period=period)
