"""An old book held against units and elements: which figures it gives, and what does not fit, cell by cell."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pcmt.kernel.period import Period
from pcmt.reporting.rules.old_books.layout import Definition
from pcmt.reporting.rules.old_books.places import Found, Named, Places, key_of
from pcmt.reporting.rules.old_books.reading import Entry, SheetReading
from pcmt.reporting.rules.old_books.sums import Columns, misfits_of_sums
from pcmt.reporting.rules.old_books.values import NotAFigure, Way, read_cell

MapOf = Callable[[Period], Places]
_LONGEST = 80
_MOST_NEAR = 60
"""Unknown names for which names like them are looked for: comparing takes its time."""


@dataclass(frozen=True)
class Countable:
    """What is known of an element: how its figures are written, and whether a province's own figure is kept."""

    label: str
    unit: str
    scale: int
    kind: str
    is_of_province: bool


@dataclass(frozen=True)
class Fitted:
    """A figure of the book that fits: whose, of when, of what, and the cell that it stands in."""

    area_id: int
    unit: str
    period: Period
    element: str
    scaled: int
    sheet: str
    address: str
    text: str


@dataclass(frozen=True)
class Misfit:
    """What does not fit at a cell; `kind` is a key of `misfits.KINDS`."""

    kind: str
    sheet: str
    address: str
    text: str


@dataclass(frozen=True)
class UnknownUnit:
    """A name that means no unit, or several: where it stands first, and what may be meant.

    period: the one whose map does not have it; since, until: from or until when it is on the map otherwise.
    """

    key: str
    text: str
    how: str
    address: str
    others: tuple[str, ...]
    period: str = ""
    since: date | None = None
    until: date | None = None


@dataclass
class Fit:
    """What a book gives.

    unknown: names that mean no unit; told: names that somebody said the meaning of; former: units found by a name of
    another time. left_out: figures that one said to leave; untold: cells that say that nothing is known.
    """

    figures: list[Fitted] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    unknown: dict[str, UnknownUnit] = field(default_factory=dict)
    told: dict[str, UnknownUnit] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)
    left_out: int = 0
    untold: int = 0


@dataclass
class _Fitting:
    definition: Definition
    elements: Mapping[str, Countable]
    map_of: MapOf
    today: date
    fit: Fit = field(default_factory=Fit)
    seen: dict[tuple[int, str, str], Fitted] = field(default_factory=dict)
    found: dict[tuple[str, str, date], Found] = field(default_factory=dict)
    untold: set[str] = field(default_factory=set)

    def take(self, reading: SheetReading) -> None:
        """This will go through the entries of a sheet."""
        way = Way(self.definition.marks, self.definition.dash)
        read: dict[tuple[int, int], int | None] = {}
        unread: set[tuple[int, int]] = set()
        for entry in reading.entries:
            meant = self.definition.elements.get(entry.key)
            if meant == "":
                self.fit.left_out += 1
                continue
            element = self.elements.get(meant or "")
            if element is None:
                self._untold(reading, entry)
                self._ask_unit(reading, entry)
                continue
            try:
                scaled = read_cell(entry.cell, element.scale, element.kind, way)
            except NotAFigure as fault:
                self._misfit("not_a_figure", reading, entry, str(fault))
                unread.add((entry.cell.row, entry.cell.column))
                continue
            read[entry.cell.row, entry.cell.column] = scaled
            if scaled is None:
                self.fit.untold += 1
                continue
            self._place(reading, entry, meant or "", element, scaled)
        scales = {entry.cell.column: self._countable(entry) for entry in reading.entries}
        known = {column: one.scale for column, one in scales.items() if one}
        found = misfits_of_sums(reading, Columns(read, unread, known), way)
        self.fit.misfits += [Misfit(kind, reading.grid.name, address, text) for kind, address, text in found]

    def _untold(self, reading: SheetReading, entry: Entry) -> None:
        """A column or line that nobody has told the meaning of is told once, not at each of its cells."""
        if entry.key not in self.untold:
            self.untold.add(entry.key)
            self._misfit("no_element", reading, entry, reading.labels[entry.key][:_LONGEST])

    def _ask_unit(self, reading: SheetReading, entry: Entry) -> None:
        """A name that means no unit is asked about also where nobody has said yet what is counted."""
        period = entry.period.within(reading.year, self.definition.calendar) if entry.period else None
        if period is not None and self._found(reading, entry, period).unit is None:
            self._ask(reading, entry, period)

    def _countable(self, entry: Entry) -> Countable | None:
        return self.elements.get(self.definition.elements.get(entry.key) or "")

    def _place(self, reading: SheetReading, entry: Entry, code: str, element: Countable, scaled: int) -> None:
        year, calendar = reading.year, self.definition.calendar
        period = entry.period.within(year, calendar) if entry.period else None
        if period is None:
            self._misfit("no_period", reading, entry, "")
            return
        if period.last_day >= self.today:
            self._misfit("not_over", reading, entry, period.label)
            return
        unit = self._unit(reading, entry, period, element)
        if unit is None:
            return
        made = Fitted(
            unit.area_id, unit.full_name, period, code, scaled, reading.grid.name, entry.cell.address, entry.cell.text
        )
        before = self.seen.setdefault((unit.area_id, period.id, code), made)
        if before is made:
            self.fit.figures.append(made)
        elif before.scaled != scaled:
            self._misfit("twice", reading, entry, f"{unit.full_name}, đã có ở {before.sheet} {before.address}")

    def _unit(self, reading: SheetReading, entry: Entry, period: Period, element: Countable) -> Named | None:
        found = self._found(reading, entry, period)
        if found.how == "left_out":
            self.fit.left_out += 1
            return None
        if found.unit is None:
            kind = {"several": "several_units", "not_then": "not_then"}.get(found.how, "no_unit")
            told = f"{entry.unit[:_LONGEST]}, {period.name}" if found.how == "not_then" else entry.unit[:_LONGEST]
            self._misfit(kind, reading, entry, told)
            self._ask(reading, entry, period)
            return None
        if found.how == "former":
            self.fit.former[entry.unit] = found.unit.full_name
        own = element.is_of_province if found.unit.level == "province" else self.map_of(period).is_lowest(found.unit)
        if not own:
            self._misfit("above", reading, entry, found.unit.full_name)
            return None
        return found.unit

    def _found(self, reading: SheetReading, entry: Entry, period: Period) -> Found:
        """What a name means on the period's map; what somebody said that it means is noted as told."""
        key = (entry.unit, entry.within, period.last_day)
        if key not in self.found:
            self.found[key] = self.map_of(period).find(entry.unit, entry.within) if entry.unit else Found("unknown")
        found, known = self.found[key], key_of(entry.unit)
        if found.how in ("mapped", "left_out"):
            where = f"{reading.grid.name} {entry.cell.address}"
            self.fit.told.setdefault(known, UnknownUnit(known, entry.unit, found.how, where, ()))
        return found

    def _ask(self, reading: SheetReading, entry: Entry, period: Period) -> None:
        """A name that means no unit, or several, is to be told by a person, once however often it stands."""
        found, known = self._found(reading, entry, period), key_of(entry.unit)
        if found.how == "left_out" or known in self.fit.unknown:
            return
        others = found.others or (self._near(entry, period) if len(self.fit.unknown) < _MOST_NEAR else ())
        where = f"{reading.grid.name} {entry.cell.address}"
        self.fit.unknown[known] = UnknownUnit(
            known, entry.unit, found.how, where, others, period.name, found.since, found.until
        )

    def _near(self, entry: Entry, period: Period) -> tuple[str, ...]:
        return self.map_of(period).near(entry.unit)

    def _misfit(self, kind: str, reading: SheetReading, entry: Entry, text: str) -> None:
        self.fit.misfits.append(Misfit(kind, reading.grid.name, entry.cell.address, text))


def fit_book(
    readings: Iterable[SheetReading],
    definition: Definition,
    elements: Mapping[str, Countable],
    map_of: MapOf,
    today: date,
) -> Fit:
    """This will hold what was read against elements and the map of each period's last day.

    today: a period that is not over on it gives no history. A figure that stands twice alike is taken once.
    """
    fitting = _Fitting(definition, elements, map_of, today)
    for reading in readings:
        fitting.take(reading)
    return fitting.fit
