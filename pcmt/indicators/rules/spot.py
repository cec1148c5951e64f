"""The place where a formula stands: one area in one period of a sheet, keeping a log of what was read."""

from dataclasses import dataclass, field
from functools import cached_property

from pcmt.indicators.rules.sheet import Reading, Sheet
from pcmt.kernel.formula.evaluate import figure
from pcmt.kernel.number import Number
from pcmt.kernel.period import Period


@dataclass(frozen=True)
class Spot:
    """One area in one period; satisfies the kernel's Context, and logs each reading for the trace."""

    sheet: Sheet
    area_id: int
    period: Period
    log: dict[tuple[str, int, str], Reading] = field(default_factory=dict)
    asking: tuple[str, ...] = ()

    @cached_property
    def label(self) -> str:
        """What the reader of a trace sees: “Xã Sen Hồng, Tháng 10/2026”."""
        return self.sheet.place(self.area_id, self.period)

    def cell(self, code: str) -> Number:
        """This will give the figure reported here, and note where it stands."""
        reading = self.sheet.read(code, self.area_id, self.period)
        self.log[(code, self.area_id, self.period.id)] = reading
        return reading.number

    def indicator(self, code: str) -> Number:
        """This will give another indicator here; unknown where none has the code, or where it asks for itself."""
        formula = self.sheet.indicators.get(code)
        if formula is None or code in self.asking:
            return Number.unknown(f"chỉ số {code}")
        return figure(formula, Spot(self.sheet, self.area_id, self.period, self.log, (*self.asking, code)))

    def areas(self) -> tuple["Spot", ...]:
        """This will list the areas that make this one up, in the same period."""
        return tuple(self._at(area, self.period) for area in self.sheet.below.get(self.area_id, ()))

    def year(self) -> tuple["Spot", ...]:
        """This will list the periods of the year up to this one."""
        return tuple(self._at(self.area_id, period) for period in self.period.year_to_date())

    def back(self, by: str) -> "Spot":
        """This will step one `period`, or one `year`, back."""
        return self._at(self.area_id, self.period.before() if by == "period" else self.period.same_last_year())

    def readings(self) -> tuple[Reading, ...]:
        """This will list what was read so far, in the order of the first reading."""
        return tuple(self.log.values())

    def _at(self, area_id: int, period: Period) -> "Spot":
        return Spot(self.sheet, area_id, period, self.log, self.asking)
