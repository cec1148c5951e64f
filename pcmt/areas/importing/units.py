"""A table of units: code, name, type, code of the unit above; hamlets too. New ones are opened, nothing is changed."""

import re
from dataclasses import dataclass
from datetime import date

from pcmt.areas.importing.plan import Asked, Plan
from pcmt.areas.models import Area, AreaVersion
from pcmt.areas.queries.maps import on_map
from pcmt.areas.rules.columns import Line, read_lines
from pcmt.areas.rules.names import (
    LEVEL_LABELS,
    PARENT_LEVELS,
    TYPE_LABELS,
    full_name,
    last_day_of,
    levels_of,
    stands_at,
)
from vanban.text import fold, format_date, sort_key

TYPE_OF = {fold(label): code for code, label in TYPE_LABELS.items()} | {code: code for code in TYPE_LABELS}
CODE_OF_LEVEL = {
    "province": re.compile(r"\d{2}"),
    "district": re.compile(r"\d{3}"),
    "commune": re.compile(r"\d{5}"),
    "hamlet": re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,15}"),
}
LONGEST_NAME = 120
LONGEST_BASIS = 300
IN_ONE_GO = 500


class _Wrong(Exception):
    """What is wrong with a line, in Vietnamese."""


@dataclass(frozen=True)
class _Unit:
    code: str
    name: str
    type: str
    level: str
    parent: str
    valid_from: date
    valid_to: date | None
    basis: str

    @property
    def full_name(self) -> str:
        return full_name(self.type, self.name)


def plan_units(data: bytes, asked: Asked) -> Plan:
    """This will look a table of units through; each stands from its own day, or from the day asked."""
    plan = Plan("units")
    units, lines = dict[str, _Unit](), dict[str, Line]()
    for line in read_lines(data, ("code", "name", "type")):
        try:
            unit = _unit(line, asked)
            if unit.code in units:
                raise _Wrong(f"mã {unit.code} đã có ở dòng {lines[unit.code].number}")
            units[unit.code], lines[unit.code] = unit, line
        except _Wrong as wrong:
            plan.add("invalid", f"dòng {line.number}", line.cell("code"), line.cell("name"), str(wrong))
    held = _Held(units)
    opened = dict[str, _Unit]()
    for unit in sorted(units.values(), key=lambda each: [*LEVEL_LABELS].index(each.level)):
        verdict, note = held.verdict(unit, opened)
        if verdict == "new":
            opened[unit.code] = unit
        plan.add(verdict, f"dòng {lines[unit.code].number}", unit.code, unit.full_name, note)
    _add_missing(plan, units, asked.on)
    plan.write = lambda: _open(opened, held)
    return plan


def _unit(line: Line, asked: Asked) -> _Unit:
    kind = TYPE_OF.get(fold(line.cell("type"))) or TYPE_OF.get(fold(line.cell("type")).replace(" ", "_"))
    if kind is None:
        raise _Wrong(f"không có loại đơn vị “{line.cell('type')}”")
    first_day = _day(line.cell("valid_from")) or asked.on
    level = _level(kind, line, first_day)
    code = line.cell("code")
    if not CODE_OF_LEVEL[level].fullmatch(code):
        raise _Wrong(f"mã “{code}” không đúng dạng của {LEVEL_LABELS[level].lower()}")
    name = _bare(line.cell("name"), kind)
    if not name or len(name) > LONGEST_NAME:
        raise _Wrong("thiếu tên, hoặc tên dài quá")
    last_day = _day(line.cell("valid_to")) or last_day_of(kind, level)
    if last_day is not None and last_day < first_day:
        raise _Wrong("ngày kết thúc trước ngày bắt đầu")
    return _Unit(code, name, kind, level, line.cell("parent"), first_day, last_day, line.cell("basis")[:LONGEST_BASIS])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise _Wrong(f"ngày “{text}” phải viết như 2025-07-01") from error


def _level(kind: str, line: Line, on: date) -> str:
    """The level that the table names, or the one at which such a unit stands (a city without parent: a province)."""
    named = line.cell("level")
    possible = [level for level in levels_of(kind) if stands_at(kind, level, on)]
    if not possible:
        raise _Wrong(f"ngày {format_date(on)} không có loại {TYPE_LABELS[kind].lower()}")
    if named in possible:
        return named
    if named:
        raise _Wrong(f"{TYPE_LABELS[kind].lower()} không ở cấp “{named}”")
    return possible[0] if not line.cell("parent") or len(possible) == 1 else possible[-1]


def _bare(name: str, kind: str) -> str:
    """The name without its type, where the table writes both."""
    label = TYPE_LABELS[kind]
    return name[len(label) :].strip() if name.lower().startswith(f"{label.lower()} ") else name


class _Held:
    """The map as far as the table touches it: who bears its codes, and who could stand above."""

    def __init__(self, units: dict[str, _Unit]) -> None:
        codes = set(units) | {unit.parent for unit in units.values() if unit.parent}
        self.bearers: dict[str, list[AreaVersion]] = {}
        self.elsewhere = set[str]()
        for row in AreaVersion.objects.filter(code__in=codes).order_by("valid_from"):
            self.bearers.setdefault(row.code, []).append(row)

    def on(self, code: str, day: date) -> AreaVersion | None:
        """The version that bore the code that day."""
        found = (row for row in self.bearers.get(code, ()) if row.valid_from <= day)
        return next((row for row in found if row.valid_to is None or row.valid_to >= day), None)

    def verdict(self, unit: _Unit, opened: dict[str, _Unit]) -> tuple[str, str]:
        here = self.on(unit.code, unit.valid_from)
        if here is not None:
            return self._compared(unit, here)
        later = [row for row in self.bearers.get(unit.code, ()) if row.valid_from > unit.valid_from]
        if later and (unit.valid_to is None or later[0].valid_from <= unit.valid_to):
            name = full_name(later[0].type, later[0].name)
            return "invalid", f"từ {format_date(later[0].valid_from)} mã này thuộc {name}"
        if unit.level == "province":
            return "new", ""
        above = self.on(unit.parent, unit.valid_from)
        level = above.level if above else opened[unit.parent].level if unit.parent in opened else ""
        if not level and self._is_elsewhere(unit.parent):
            self.elsewhere.add(unit.code)
            return "elsewhere", ""
        if not level:
            return "unknown", f"chưa có đơn vị cấp trên mã “{unit.parent}”"
        if level not in PARENT_LEVELS[unit.level]:
            return "invalid", f"không thể trực thuộc {LEVEL_LABELS[level].lower()}"
        return "new", ""

    def _is_elsewhere(self, parent: str) -> bool:
        """Whether a unit above that does not stand is a province, or lies in one: tables of the whole nation."""
        return CODE_OF_LEVEL["province"].fullmatch(parent) is not None or parent in self.elsewhere

    def _compared(self, unit: _Unit, here: AreaVersion) -> tuple[str, str]:
        above = self.on(unit.parent, unit.valid_from) if unit.parent else None
        same_parent = not unit.parent or (above is not None and above.area_id == here.parent_id)
        if (here.name, here.type, here.level) == (unit.name, unit.type, unit.level) and same_parent:
            return "matched", ""
        return "different", f"trên bản đồ là {full_name(here.type, here.name)}; đổi bằng sự kiện địa bàn"


def _add_missing(plan: Plan, units: dict[str, _Unit], on: date) -> None:
    above = [row.area_id for row in on_map(on).filter(code__in={unit.parent for unit in units.values() if unit.parent})]
    levels = {unit.level for unit in units.values()}
    absent = on_map(on).filter(parent_id__in=above, level__in=levels).exclude(code__in=units).order_by("code")
    for row in absent:
        plan.add("missing", "", row.code, full_name(row.type, row.name))


def _open(opened: dict[str, _Unit], held: _Held) -> int:
    """Write the new units, those above first."""
    areas = Area.objects.bulk_create((Area() for _ in opened), batch_size=IN_ONE_GO)
    ids = {code: area.pk for code, area in zip(opened, areas, strict=True)}

    def above(unit: _Unit) -> int | None:
        row = held.on(unit.parent, unit.valid_from) if unit.parent else None
        return row.area_id if row is not None else ids.get(unit.parent)

    def ends(unit: _Unit) -> date | None:
        """A unit ends at the latest with the one above it: communes with their district, on 30/6/2025."""
        row = held.on(unit.parent, unit.valid_from) if unit.parent else None
        end_above = row.valid_to if row else ends(opened[unit.parent]) if unit.parent in opened else None
        return min((day for day in (unit.valid_to, end_above) if day), default=None)

    AreaVersion.objects.bulk_create(
        (
            AreaVersion(
                area_id=ids[unit.code],
                code=unit.code,
                name=unit.name,
                sort_key=sort_key(unit.name),
                type=unit.type,
                level=unit.level,
                parent_id=above(unit),
                valid_from=unit.valid_from,
                valid_to=ends(unit),
                basis=unit.basis,
            )
            for unit in opened.values()
        ),
        batch_size=IN_ONE_GO,
    )
    return len(opened)
