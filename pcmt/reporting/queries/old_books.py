"""What an old book that waits would give: a sheet as it is, how it is read, what fits and what does not."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter

from pcmt.files import queries as files
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Calendar
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotFound
from pcmt.reporting.book_trying import (
    ALIKE,
    Maps,
    TriedBook,
    alike_sheets,
    countables,
    guess_of,
    labels,
    opened,
    read_definition,
    try_book,
    with_meanings,
)
from pcmt.reporting.models import OldBookMapping
from pcmt.reporting.queries.book_records import PERMISSION, loads_of, mappings
from pcmt.reporting.queries.book_views import (
    LEFT_OUT,
    ROLES,
    FirstFigure,
    KeyRow,
    OldBookView,
    PeriodRow,
    PictureRow,
    SheetChoice,
    UnitRow,
    option,
)
from pcmt.reporting.rules.old_books.fitting import Fitted, UnknownUnit
from pcmt.reporting.rules.old_books.layout import Definition
from pcmt.reporting.rules.old_books.misfits import grouped
from pcmt.reporting.rules.old_books.naming import likeness
from pcmt.reporting.rules.old_books.places import LEFT_OUT as UNIT_LEFT_OUT
from pcmt.rulebook.queries import book
from vanban.text import format_date, format_number
from workbook.grids import Grid

ROWS_SHOWN = 60
COLUMNS_SHOWN = 40
KEYS_SHOWN = 300
FIRST = 12
WITHOUT_FORM = 8
MOST_OPTIONS = 4000
MOST_NEAR = 40
"""Boxes that name no element, or nothing yet, for which elements like them are looked for."""
_WHY = {
    "several": "nhiều đơn vị cùng tên",
    "unknown": "không có trên bản đồ",
}


@dataclass(frozen=True)
class Asked:
    """How a book is to be shown. shown, sheets: places of the sheet shown and of those to be loaded.

    Without a definition the kept way of reading that knows the sheet is taken (mapping_id chooses another), else it is
    guessed.
    """

    shown: int | None = None
    sheets: Sequence[int] = ()
    definition: Mapping[str, Any] | None = None
    mapping_id: int | None = None


def old_book(actor: Actor, file_id: int, asked: Asked, on: date) -> OldBookView:
    """This will show a book that waits: one of its sheets as it is, how it is read, and what would come of it.

    file_id: what `open_book` kept; raises NotFound. Nothing is written.
    """
    actor.may(PERMISSION).require()
    kept = files.kept_for(file_id, "reporting.open_book")
    return replace(_shown(actor, files.content(file_id), kept.name, asked, on), loaded_before=loads_of(kept.digest))


def book_in_hand(actor: Actor, data: bytes, name: str, mapping_name: str, on: date) -> OldBookView:
    """This will tell what a file would give by a kept way of reading; raises NotFound where there is none so named."""
    actor.may(PERMISSION).require()
    row = OldBookMapping.objects.filter(name=mapping_name).first()
    if row is None:
        raise NotFound(f"Không có cách đọc “{mapping_name}”.", remedy="Xem tên ở trang Sổ cũ.")
    return _shown(actor, data, name, Asked(mapping_id=row.pk), on)


def _shown(actor: Actor, data: bytes, name: str, asked: Asked, on: date) -> OldBookView:
    grids = opened(data, name)
    place = asked.shown if asked.shown is not None and 0 <= asked.shown < len(grids) else _fullest(grids)
    recognised = ""
    if asked.definition is not None:
        meant = read_definition(asked.definition)
        maps = Maps(meant.units)
        chosen = [index for index in asked.sheets if 0 <= index < len(grids)]
    else:
        meant, recognised = _recognised(grids[place], [*OldBookMapping.objects.order_by("name")], asked.mapping_id)
        maps = Maps(meant.units)
        chosen = [*alike_sheets(grids, place, maps)]
    tried = try_book(grids, meant, chosen, shown=place, maps=maps, today=on)
    return replace(_view(tried, place, _unit_options(maps)), recognised=recognised, mappings=mappings(actor))


def _recognised(grid: Grid, kept: Sequence[OldBookMapping], mapping_id: int | None) -> tuple[Definition, str]:
    """How a sheet is read: by the kept way that knows most of its keys, else as guessed."""
    definition, reading = guess_of(grid, Maps({}))
    known = {row.pk: read_definition(row.definition) for row in kept}
    scores = {row.pk: likeness(reading.labels, known[row.pk].elements) for row in kept}
    best = mapping_id if mapping_id in known else max(scores, key=lambda pk: scores[pk], default=None)
    if best is None or (best != mapping_id and scores[best] < ALIKE):
        meant = with_meanings(definition, reading, {})
        return _in_calendar_of_forms(meant), ""
    ours = known[best]
    # The book's words mean the same; where its rows begin is seen anew, as a title may have grown by a line.
    layout = definition.layout if scores[best] >= ALIKE else ours.layout
    name = next(row.name for row in kept if row.pk == best)
    return with_meanings(ours.moved(layout), reading, ours.elements), name


def _in_calendar_of_forms(definition: Definition) -> Definition:
    """A book that says nothing of its days counts them as the forms do that ask for the same."""
    if definition.calendar is not Calendar.CIVIL:
        return definition
    return definition.counted_by(_calendar_of_forms(definition) or Calendar.CIVIL)


def _other_calendar(tried: TriedBook) -> bool:
    """Whether the forms that ask for the same count their periods by another calendar, so that nothing compares."""
    used = tried.definition
    return bool(tried.fit.figures) and _calendar_of_forms(used) not in (None, used.calendar)


def _calendar_of_forms(definition: Definition) -> Calendar | None:
    """The calendar of most forms that ask for what a book holds, of all forms while nobody has told; None for none."""
    forms, wanted = book().all_forms, {code for code in definition.elements.values() if code}
    told = Counter(form.calendar for form in forms for code in wanted if form.cell(code))
    asked = told if wanted else Counter(form.calendar for form in forms)
    return asked.most_common(1)[0][0] if asked else None


def _fullest(grids: Sequence[Grid]) -> int:
    """The first sheet that is seen and holds anything."""
    return next((index for index, grid in enumerate(grids) if grid.cells and not grid.is_hidden), 0)


def _view(tried: TriedBook, shown: int, units: tuple[str, ...]) -> OldBookView:
    reading, fit, compared = tried.readings[shown], tried.fit, tried.compared
    letters = tuple(get_column_letter(column) for column in range(1, min(reading.grid.last_column, COLUMNS_SHOWN) + 1))
    keys = [*_keys(tried)]
    return OldBookView(
        sheets=tuple(
            SheetChoice(index, one.name, len(one.by_row), one.is_hidden, index == shown, index in tried.sheets)
            for index, one in enumerate(tried.grids)
        ),
        letters=letters,
        picture=tuple(_picture(tried, shown, len(letters))),
        more_rows=max(0, len(reading.grid.filled_rows()) - ROWS_SHOWN),
        definition=tried.definition.plain,
        keys=tuple(keys[:KEYS_SHOWN]),
        more_keys=max(0, len(keys) - KEYS_SHOWN),
        units=tuple(_units(tried, units)),
        former=tuple(sorted(fit.former.items())),
        groups=grouped(tried.misfits),
        periods=tuple(_periods(fit.figures)),
        first=tuple(_first(tried)),
        new=len(compared.new),
        same=len(compared.same),
        changed=len(compared.changed),
        left_out=fit.left_out,
        untold=fit.untold,
        without_form=_without_form(fit.figures),
        other_calendar=_other_calendar(tried),
        element_options=tuple(option(one.label, code) for code, one in countables().items()),
        unit_options=units,
    )


def _picture(tried: TriedBook, shown: int, columns: int) -> Iterator[PictureRow]:
    reading = tried.readings[shown]
    for row in reading.grid.filled_rows()[:ROWS_SHOWN]:
        role = reading.roles.get(row, "note")
        cells = (reading.grid.cells.get((row, column)) for column in range(1, columns + 1))
        shown_cells = tuple((cell.text, cell.kind == "number") if cell else ("", False) for cell in cells)
        yield PictureRow(row, role, ROLES[role], shown_cells)


def _keys(tried: TriedBook) -> Iterator[KeyRow]:
    """The columns or lines of the sheet shown and those to be loaded, each once, in their order."""
    seen: set[str] = set()
    known, named, asked = countables(), labels(), 0
    for reading in tried.readings.values():
        for key, label in reading.labels.items():
            if key in seen:
                continue
            seen.add(key)
            said = tried.definition.elements.get(key)
            name = known[said].label if said and said in known else ""
            near: tuple[str, ...] = ()
            if said != "" and not name and asked < MOST_NEAR:
                asked += 1
                near = tuple(option(known[code].label, code) for code in named.near(said or label))
            yield KeyRow(key, label, f"{reading.grid.name} {reading.places[key]}", said, name, near)


def _units(tried: TriedBook, units: tuple[str, ...]) -> Iterator[UnitRow]:
    said = tried.definition.units
    for one in tried.fit.unknown.values():
        chosen = _named(said.get(one.key, ""), units)
        yield UnitRow(one.key, one.text, one.address, _why(one), one.others, chosen, _remedy(one, units))
    for key, one in tried.fit.told.items():
        yield UnitRow(key, one.text, one.address, "đã chọn", (), _named(said[key], units))


def _why(one: UnknownUnit) -> str:
    """Why a name means no unit; of a unit of another time, from or until which day it is on the map."""
    if one.how != "not_then":
        return _WHY[one.how]
    days = [f"có đến hết ngày {format_date(one.until)}"] if one.until else []
    days += [f"có từ ngày {format_date(one.since)}"] if one.since else []
    return f"không có trên bản đồ của {one.period}" + (f"; {', '.join(days)}" if days else "")


def _remedy(one: UnknownUnit, units: tuple[str, ...]) -> str:
    """What to do with a unit of another time; nothing where choosing a unit is all there is to do."""
    if one.how != "not_then":
        return ""
    if not units:
        return (
            "Hệ thống chưa có bản đồ của kỳ đó nên không có đơn vị nào để chọn: nạp bản đồ khi đó ở trang Địa bàn, "
            "sửa kỳ ở phần Cách đọc, hoặc Không lấy."
        )
    return "Chọn đơn vị khi đó của tên này. Số thuộc kỳ khác: sửa kỳ ở phần Cách đọc."


def _named(code: str, units: tuple[str, ...]) -> str:
    """A unit as the field shows it, by its name where the maps in question know it."""
    if code == UNIT_LEFT_OUT:
        return LEFT_OUT
    return next((one for one in units if code and one.endswith(f"[{code}]")), code)


def _periods(figures: Sequence[Fitted]) -> Iterator[PeriodRow]:
    by_period: dict[str, list[Fitted]] = {}
    for figure in sorted(figures, key=lambda one: one.period.first_day):
        by_period.setdefault(figure.period.label, []).append(figure)
    for label, found in by_period.items():
        yield PeriodRow(label, len(found), len({one.area_id for one in found}), len({one.element for one in found}))


def _unit_options(maps: Maps) -> tuple[str, ...]:
    """The units of the maps in question, each by name and code; of all times only while no map is asked for.

    A map without units offers none: a unit of another time would change nothing.
    """
    units = [unit for places in maps.held.values() for unit in places.units] if maps.held else maps.ever
    return tuple(sorted({option(unit.full_name, unit.code) for unit in units}))[:MOST_OPTIONS]


def _first(tried: TriedBook) -> Iterator[FirstFigure]:
    before = {id(figure): fact for figure, fact in tried.compared.changed}
    for figure in (*(one for one, _ in tried.compared.changed), *tried.compared.new)[:FIRST]:
        element = book().element(figure.element)
        stood = before.get(id(figure))
        yield FirstFigure(
            where=f"{figure.sheet} {figure.address}",
            unit=figure.unit,
            period=figure.period.name,
            element=element.label,
            text=figure.text,
            value=format_number(Quantity(figure.scaled, element.scale).decimal),
            before=format_number(Quantity(stood.scaled, stood.scale).decimal) if stood else "",
        )


def _without_form(figures: Sequence[Fitted]) -> tuple[str, ...]:
    """The elements, with their period, that no form in force asked for: kept as history all the same."""
    asked = {(one.element, one.period) for one in figures}
    days = {period.last_day for _, period in asked}
    forms = {day: book().forms(day) for day in days}
    found = sorted(
        {
            book().element(code).label
            for code, period in asked
            if not any(form.cell(code) for form in forms[period.last_day])
        }
    )
    return tuple(found[:WITHOUT_FORM])
