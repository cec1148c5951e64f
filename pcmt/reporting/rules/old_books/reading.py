"""A sheet gone through by its layout: every figure with the unit, period and element that its row and column name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from pcmt.reporting.rules.old_books.heads import (
    cells_of,
    column_sums,
    is_numbering,
    path_of,
    period_of,
    title_of,
    year_of,
)
from pcmt.reporting.rules.old_books.layout import LONGEST_KEY, Axis, Definition
from pcmt.reporting.rules.old_books.periods import PeriodWords, read_period, shortest, year_in
from pcmt.reporting.rules.old_books.places import Places
from pcmt.reporting.rules.old_books.rows import Role, named_columns, role_of
from pcmt.reporting.rules.old_books.values import is_like_figure
from pcmt.reporting.rules.old_books.words import plain, words
from workbook.grids import Grid, GridCell

BETWEEN = " | "
FIGURE = "Số liệu"
"""What a column is called whose heads name only a period or a unit."""


@dataclass(frozen=True)
class Entry:
    """A cell that holds a figure: the words that name its unit (and the district above), period and element."""

    cell: GridCell
    unit: str
    within: str
    period: PeriodWords | None
    key: str


@dataclass(frozen=True)
class TotalCell:
    """A cell of a row that adds others up.

    since: the rows of figures above it, up to the last such row or line between; opens: those below it, until the next
    one. heads_group: whether it stands above what it adds.
    """

    cell: GridCell
    label: str
    since: Sequence[int]
    opens: Sequence[int]
    heads_group: bool


@dataclass
class SheetReading:
    """What going through a sheet found.

    rows: those of figures. labels: how each key of an element stands in the sheet; places: where first. sums: columns
    that add others up.
    """

    grid: Grid
    year: int | None
    entries: list[Entry] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    totals: list[TotalCell] = field(default_factory=list)
    roles: dict[int, Role] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    sums: dict[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Above:
    """What stands above a column: its period, its unit, and the heads that name an element."""

    period: PeriodWords | None
    unit: str
    parts: tuple[str, ...]
    is_total: bool


@dataclass
class _Standing:
    """What the lines passed so far say of the lines below: bands, and names written once for several rows."""

    period: PeriodWords | None = None
    unit: str = ""
    within: str = ""
    carried: dict[int, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    since: list[int] = field(default_factory=list)


class _Reader:
    """Goes down one sheet; made for one reading."""

    def __init__(self, grid: Grid, definition: Definition, places: Places) -> None:
        self.grid, self.layout, self.places = grid, definition.layout, places
        self.found = SheetReading(grid, year_of(grid, self.layout, definition.year))
        self.titles = title_of(grid, self.layout)
        named = named_columns(self.layout)
        self.above = {column: self._above(column) for column in self._figure_columns(named)}
        self._drop_what_all_say()
        self.columns = frozenset(self.above)
        self.standing = _Standing()
        self.keys: dict[tuple[str, int], str] = {}
        self.unit_of_all = self._unit_of_all()
        self.year_column = self._year_column()

    def read(self) -> SheetReading:
        for row in self.grid.filled_rows():
            role = role_of(self.grid, self.layout, row, self.columns, self.places.is_district)
            self.found.roles[row] = role
            if role == "numbering":
                self.found.sums |= column_sums(self.grid, row)
            elif role == "band":
                self._band(row)
            elif role == "district":
                self.standing.within = self.grid.text(row, self.layout.units.column)
                self._total(row, heads_group=True)
            elif role == "total":
                self._total(row)
            elif role == "figures":
                self._figures(row)
        return self.found

    def _figure_columns(self, named: tuple[int, ...]) -> Iterator[int]:
        rows = [row for row in self.grid.filled_rows() if row >= self.layout.first_row]
        rows = [row for row in rows if not self.layout.last_row or row <= self.layout.last_row]
        like: dict[int, int] = {}
        filled: dict[int, int] = {}
        for row in rows:
            for cell in cells_of(self.grid, row) if not is_numbering(self.grid, row) else ():
                filled[cell.column] = filled.get(cell.column, 0) + 1
                like[cell.column] = like.get(cell.column, 0) + is_like_figure(cell)
        for column in sorted(like):
            head = " ".join(path_of(self.grid, self.layout, column))
            other = words().is_period(head) or plain(head) in words().numbering | words().codes
            if column not in named and like[column] * 2 >= filled[column] and not other:
                yield column

    def _above(self, column: int) -> _Above:
        path = path_of(self.grid, self.layout, column)
        period: PeriodWords | None = None
        if self.layout.periods.where == "heads":
            period, path = period_of(path)
        unit = ""
        if self.layout.units.where == "heads":
            unit = next((part for part in reversed(path) if self.places.is_unit(part)), path[-1] if path else "")
            path = tuple(part for part in path if part != unit)
        return _Above(period, unit, path, any(words().is_total(part) for part in (unit,) if part))

    def _drop_what_all_say(self) -> None:
        """Where rows name elements, heads that every column has tell nothing, nor do those that only say “figure”."""
        if self.layout.elements.where == "heads":
            return
        alike = set.intersection(*(set(one.parts) for one in self.above.values())) if self.above else set()
        alike = alike if len(self.above) > 1 else {part for one in self.above.values() for part in one.parts}
        for column, one in self.above.items():
            kept = tuple(part for part in one.parts if part not in alike and plain(part) not in words().values)
            self.above[column] = _Above(one.period, one.unit, kept, one.is_total)

    def _band(self, row: int) -> None:
        self.standing.since = []
        for cell in cells_of(self.grid, row):
            if cell.kind in ("words", "day"):
                self._line_between(cell.text)

    def _line_between(self, text: str) -> None:
        standing, layout = self.standing, self.layout
        if layout.periods.where == "bands" and (period := read_period(text)):
            standing.period, standing.seen = period, {}
        if layout.units.where == "bands" and self.places.is_unit(text):
            standing.unit, standing.seen = text, {}
        elif self.places.is_district(text):
            standing.within = text

    def _total(self, row: int, *, heads_group: bool = False) -> None:
        standing = self.standing
        before, standing.since = standing.since, []
        named = (cell.text for cell in cells_of(self.grid, row) if cell.column not in self.columns)
        label = max(named, key=len, default="")
        for cell in cells_of(self.grid, row):
            if cell.column in self.columns and cell.kind == "number":
                self.found.totals.append(TotalCell(cell, label, before, standing.since, heads_group))

    def _figures(self, row: int) -> None:
        unit_of_row, period, line = self._unit(row), self._period(row), self._line(row)
        self.standing.since.append(row)
        self.found.rows.append(row)
        for column, above in self.above.items():
            cell = self.grid.cells.get((row, column))
            if cell is None or above.is_total:
                continue
            key = self.keys.get((line, column)) or self._new_key(line, above, cell)
            entry = Entry(cell, above.unit or unit_of_row, self.standing.within, above.period or period, key)
            self.found.entries.append(entry)

    def _unit(self, row: int) -> str:
        if self.layout.units.where == "column":
            return self._in_column(self.layout.units, row)
        return self.standing.unit if self.layout.units.where == "bands" else self.unit_of_all

    def _unit_of_all(self) -> str:
        axis = self.layout.units
        if axis.where == "title":
            return next((unit for line in self.titles if (unit := self.places.in_words(line))), "")
        if axis.where == "sheet":
            return self.places.in_words(self.grid.name) or self.grid.name
        return axis.given

    def _period(self, row: int) -> PeriodWords | None:
        axis = self.layout.periods
        if axis.where == "column":
            text = self._in_column(axis, row)
            head = " ".join(path_of(self.grid, self.layout, axis.column))
            found = read_period(text) or read_period(f"{head} {text}")
            year = year_in(self.grid.text(row, self.year_column)) if self.year_column else None
            return PeriodWords(found.kind, found.index, year) if found and year and not found.year else found
        if axis.where == "bands":
            return self.standing.period
        if axis.where == "title":
            return shortest(read_period(line) for line in self.titles)
        return read_period(self.grid.name if axis.where == "sheet" else axis.given)

    def _year_column(self) -> int:
        """The column that holds the year where another holds the months; 0 for none."""
        for column in range(1, self.grid.last_column + 1):
            head = " ".join(path_of(self.grid, self.layout, column))
            if column != self.layout.periods.column and words().is_period(head) and plain(head) == "nam":
                return column
        return 0

    def _line(self, row: int) -> str:
        axis = self.layout.elements
        if axis.where == "sheet":
            return self.grid.name
        if axis.where != "column":
            return axis.given if axis.where == "given" else ""
        text = self._in_column(axis, row)
        if "column" in (self.layout.units.where, self.layout.periods.where):
            return text
        seen = self.standing.seen[text] = self.standing.seen.get(text, 0) + 1
        return text if seen == 1 else f"{text} ({seen})"

    def _in_column(self, axis: Axis, row: int) -> str:
        """The words of a row in a column; a name written once stands for the rows below that leave it empty."""
        text = self.grid.text(row, axis.column)
        is_last = axis.column == max(named_columns(self.layout))
        if text:
            self.standing.carried[axis.column] = text
        return text or ("" if is_last else self.standing.carried.get(axis.column, ""))

    def _new_key(self, line: str, above: _Above, cell: GridCell) -> str:
        key, label = self._key(line, above, cell.column)
        self.found.labels.setdefault(key, label)
        self.found.places.setdefault(key, cell.address)
        self.keys[line, cell.column] = key
        return key

    def _key(self, line: str, above: _Above, column: int) -> tuple[str, str]:
        parts = [part for part in (line, *above.parts) if part]
        if not any(map(plain, parts)):
            parts = [FIGURE] if above.period or above.unit else [f"Cột {get_column_letter(column)}"]
        return BETWEEN.join(filter(None, map(plain, parts)))[:LONGEST_KEY], BETWEEN.join(parts)


def read_sheet(grid: Grid, definition: Definition, places: Places) -> SheetReading:
    """This will go through a sheet by its layout; places: the units that it may name, of whatever time."""
    return _Reader(grid, definition, places).read()
