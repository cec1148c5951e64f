"""An old book opened and held against the rulebook and the map: what the page shows and what loading does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pcmt.areas import queries as areas
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.old_figures import Compared, compare
from pcmt.reporting.rules.old_books.fitting import Countable, Fit, Misfit, fit_book
from pcmt.reporting.rules.old_books.guessing import guess
from pcmt.reporting.rules.old_books.layout import Definition, Layout, WrongDefinition, definition_of
from pcmt.reporting.rules.old_books.misfits import DOUBTS
from pcmt.reporting.rules.old_books.naming import Labels, guessed, likeness
from pcmt.reporting.rules.old_books.places import Places, places_on
from pcmt.reporting.rules.old_books.reading import SheetReading, read_sheet
from pcmt.rulebook.queries import Element, book
from workbook.grids import Grid, open_grids
from workbook.refusals import WorkbookRefused

ALIKE = 0.6
"""How much of a sheet's columns another sheet, or a kept way of reading, must know to be of the same shape."""
MOST_SHEETS = 60


class WrongBook(Refusal):
    """This will say that a file is no table of figures that can be opened."""

    code = "wrong_file"


@dataclass
class Maps:
    """The maps of the days on which periods end, laid out from one list of names; asked for once each."""

    mapped: Mapping[str, str]
    ever: tuple[areas.NameInTime, ...] = field(default_factory=areas.gazetteer)
    held: dict[tuple[date, ...], Places] = field(default_factory=dict)
    changes: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        self.changes = tuple(sorted({name.valid_from for name in self.ever}))

    def of(self, period: Period) -> Places:
        """This will give the map of a period's last day; days between two changes share one."""
        day = period.last_day
        stretch = tuple(change for change in self.changes if change <= day)[-1:]
        gone = tuple(sorted({name.valid_to for name in self.ever if name.valid_to and name.valid_to < day}))[-1:]
        if (*stretch, *gone) not in self.held:
            served = [one.id for one in areas.served_provinces(day)]
            self.held[*stretch, *gone] = places_on(day, self.ever, served, self.mapped)
        return self.held[*stretch, *gone]

    def any_time(self) -> Places:
        """This will give all units that ever were, to recognise what names a unit at all."""
        return Places(self.ever, self.ever, self.mapped)


@dataclass(frozen=True)
class TriedBook:
    """A book read by a definition: what fits, what does not, and what stands already."""

    grids: tuple[Grid, ...]
    definition: Definition
    sheets: tuple[int, ...]
    readings: Mapping[int, SheetReading]
    fit: Fit
    compared: Compared

    @property
    def misfits(self) -> tuple[Misfit, ...]:
        """What does not fit, figures closed otherwise included."""
        closed = (
            Misfit("closed", figure.sheet, figure.address, f"{figure.unit}, {figure.period.name}")
            for figure, _ in self.compared.closed
        )
        return (*self.fit.misfits, *closed)

    @property
    def left_out(self) -> int:
        """How many places keep a figure from being loaded; sums that differ keep none."""
        return sum(one.kind not in DOUBTS for one in self.misfits)


def opened(data: bytes, name: str) -> tuple[Grid, ...]:
    """This will open a book; raises WrongBook where it cannot be, or has too many sheets."""
    try:
        grids = open_grids(data, name)
    except WorkbookRefused as refused:
        raise WrongBook(refused.message, remedy=refused.remedy) from refused
    if len(grids) > MOST_SHEETS:
        raise WrongBook(f"Tệp có {len(grids)} trang, quá mức {MOST_SHEETS}.", remedy="Chia thành nhiều tệp.")
    return grids


def read_definition(given: Mapping[str, Any]) -> Definition:
    """This will read a way of reading that was handed in; raises Refusal where it is none."""
    try:
        return definition_of(given)
    except WrongDefinition as error:
        raise Refusal("Cách đọc không đúng dạng.", remedy="Chọn lại tệp để hệ thống đoán lại.") from error


def countables() -> dict[str, Countable]:
    """This will list every element whose figures are stored, by code."""
    known = book()
    of_province = {cell.element for form in known.all_forms if "province" in form.levels for cell in form.cells}
    codes = {cell.element for form in known.all_forms for cell in form.cells}
    codes |= {code for element in known.elements() for code in (element.code, *element.cell_codes)}
    found = {code: known.element(code) for code in sorted(codes)}
    return {
        code: Countable(one.label, one.unit, one.scale, one.kind, code in of_province or not one.sums_over_areas)
        for code, one in found.items()
        if _is_stored(one)
    }


def labels() -> Labels:
    """This will list what elements are called, on forms and by themselves."""
    known = countables()
    cells = ((cell.label, cell.element) for form in book().all_forms for cell in form.cells if cell.element in known)
    return Labels.of([*((one.label, code) for code, one in known.items()), *cells])


def guess_of(grid: Grid, maps: Maps) -> tuple[Definition, SheetReading]:
    """This will guess how a sheet is laid out, and read it so."""
    places = maps.any_time()
    definition = guess(grid, places)
    return definition, read_sheet(grid, definition, places)


def try_book(
    grids: Sequence[Grid], definition: Definition, sheets: Sequence[int], *, shown: int, maps: Maps, today: date
) -> TriedBook:
    """This will read the chosen sheets, and the one shown, and hold them against units, elements and facts."""
    places = maps.any_time()
    follows = guess(grids[shown], places).layout == definition.layout
    readings = {}
    for index in sorted({*sheets, shown}):
        layout = definition.layout
        if follows and index != shown:
            layout = _own_rows(guess(grids[index], places).layout, layout)
        readings[index] = read_sheet(grids[index], definition.moved(layout), places)
    chosen = [readings[index] for index in sheets]
    fit = fit_book(chosen, definition, countables(), maps.of, today)
    return TriedBook(tuple(grids), definition, tuple(sheets), readings, fit, compare(fit.figures))


def alike_sheets(grids: Sequence[Grid], shown: int, maps: Maps) -> tuple[int, ...]:
    """This will choose the sheets that are shaped like the one shown, itself included."""
    definition, reading = guess_of(grids[shown], maps)
    found = []
    for index, grid in enumerate(grids):
        if index == shown:
            found.append(index)
        elif not grid.is_hidden and grid.cells:
            other, theirs = guess_of(grid, maps)
            a_figure_each = definition.layout.elements.where == "sheet"
            is_like = a_figure_each or likeness(theirs.labels, reading.labels) >= ALIKE
            if _axes(other.layout) == _axes(definition.layout) and is_like:
                found.append(index)
    return tuple(found)


def with_meanings(definition: Definition, reading: SheetReading, told: Mapping[str, str]) -> Definition:
    """This will add what keys mean: as told, else as guessed from labels."""
    return definition.meaning(guessed(labels(), reading.labels, told))


def _own_rows(own: Layout, given: Layout) -> Layout:
    return own if _axes(own) == _axes(given) else given


def _axes(layout: Layout) -> tuple[object, ...]:
    return layout.units, layout.periods, layout.elements


def _is_stored(element: Element) -> bool:
    return element.kind != "rate"
