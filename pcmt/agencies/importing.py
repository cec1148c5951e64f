"""Rows of a sheet entered as agencies, each by the rules of `found_agency`; what a row may not is told at its cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pcmt.agencies.actions.found_agency import found_agency
from pcmt.agencies.queries.directory import AgencyView, Contact
from pcmt.agencies.queries.names import matches
from pcmt.agencies.rules import naming
from pcmt.agencies.rules.rows import parents_first
from pcmt.agencies.versioning import refuse_taken_name
from pcmt.areas import queries as areas
from pcmt.files import queries as files
from pcmt.kernel.actor import Actor
from vanban.text import normalise
from workbook.reading import Reading
from workbook.spec import Fault, Row, in_order

RING = "Các cơ quan này trực thuộc lẫn nhau thành vòng."


@dataclass(frozen=True)
class Entered:
    """The agencies made, by the order of the rows, and what stood in the way of the others."""

    made: tuple[int, ...]
    faults: tuple[Fault, ...]


def enter(rows: Sequence[Row], actor: Actor, at: datetime) -> Entered:
    """This will enter each row in a savepoint of its own, those that others hang under first."""
    names = [naming.key(_text(row, "name")) for row in rows]
    order, ringed = parents_first(names, [naming.key(_text(row, "parent")) for row in rows])
    faults = [Fault(rows[place].number, RING, "parent") for place in ringed]
    known = _Known(rows, timezone.localdate(at))
    made: list[int] = []
    for place in order:
        with files.told_in(rows[place], faults), transaction.atomic():
            made.append(known.enter(rows[place], names[place], actor, at))
    return Entered(tuple(made), in_order(faults))


def tried(reading: Reading, actor: Actor, at: datetime) -> tuple[Fault, ...]:
    """This will tell all that is wrong in a sheet at once; what is entered on the way is taken back.

    Cells are held against the directory one by one, also in rows where another cell is wrong; only whole rows are then
    entered by the rules of the action.
    """
    known = _Known(reading.rows, timezone.localdate(at))
    faults = [*reading.faults, *(fault for row in reading.rows for fault in known.faults_in(row))]
    with transaction.atomic():
        faults += enter(sound(reading.rows, faults), actor, at).faults
        transaction.set_rollback(True)
    return in_order(faults)


def sound(rows: Sequence[Row], faults: Sequence[Fault]) -> list[Row]:
    """This will leave out the rows with faults and those that hang under them: what they lack is told there already."""
    bad = {fault.row for fault in faults}
    unsure = {naming.key(_text(row, "name")) for row in rows if row.number in bad} - {""}
    kept = [row for row in rows if row.number not in bad]
    while hanging := [row for row in kept if naming.key(_text(row, "parent")) in unsure]:
        unsure |= {naming.key(_text(row, "name")) for row in hanging}
        kept = [row for row in kept if row not in hanging]
    return kept


class _Known:
    """What rows may name: areas by their days, agencies of the directory, and those that the sheet itself founds.

    today: the day for rows whose own day cannot be read.
    """

    def __init__(self, rows: Sequence[Row], today: date) -> None:
        self.today = today
        self.named = {naming.key(_text(row, "name")) for row in rows} - {""}
        self.rows_by_name: dict[tuple[str, int], int] = {}
        self.founded: dict[str, int] = {}
        self.places: dict[date, dict[str, list[int]]] = {}
        self.parents: dict[date, dict[str, tuple[AgencyView, ...]]] = {}
        wanted: dict[date, set[str]] = {}
        for row in rows:
            wanted.setdefault(self._day(row), set()).add(_text(row, "parent"))
        for day, texts in wanted.items():
            self.parents[day] = matches(texts - {""}, day)

    def faults_in(self, row: Row) -> list[Fault]:
        """This will hold each cell of a row against the directory by itself, whatever is wrong with the others."""
        faults: list[Fault] = []
        name, area, parent = (_text(row, key) for key in ("name", "area", "parent"))
        if parent and naming.key(parent) not in self.named:
            with files.told_in(row, faults):
                self._parent(parent, self._day(row))
        if area:
            with files.told_in(row, faults):
                self._refuse_taken(name, self._area(area, self._day(row)), row)
        return faults

    def enter(self, row: Row, name: str, actor: Actor, at: datetime) -> int:
        """This will found the agency of one row; refuses one that names what is not there."""
        values: dict[str, Any] = dict(row.values)
        day: date = values["valid_from"]
        made = found_agency(
            name=values["name"],
            short_name=values["short_name"] or "",
            kind=values["kind"],
            area_id=self._area(values["area"], day),
            parent_id=self._parent(_text(row, "parent"), day),
            aliases=values["aliases"],
            contact=Contact(*(values[key] or "" for key in ("address", "phone", "email", "contact_title"))),
            valid_from=day,
            basis=values["basis"] or "",
            actor=actor,
            at=at,
        )
        self.founded.setdefault(name, made)
        return made

    def _day(self, row: Row) -> date:
        day = row.values["valid_from"]
        return day if isinstance(day, date) else self.today

    def _refuse_taken(self, name: str, area_id: int, row: Row) -> None:
        """Refuse a name that the directory has in the area, or a row above."""
        refuse_taken_name(normalise(name).strip(), area_id)
        first = self.rows_by_name.setdefault((naming.key(name), area_id), row.number) if name else row.number
        if first != row.number:
            raise files.in_cell("name", f"Tên này đã ghi ở dòng {first}, cùng địa bàn.")

    def _area(self, text: str, day: date) -> int:
        if day not in self.places:
            self.places[day] = _places(day)
        found = self.places[day].get(naming.key(text), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise files.in_cell("area", f"Có {len(found)} địa bàn tên “{text}”; ghi mã.")
        raise files.in_cell("area", f"Không có địa bàn “{text}” trên bản đồ ngày này; ghi đúng tên hoặc mã.")

    def _parent(self, text: str, day: date) -> int | None:
        if not text:
            return None
        if made := self.founded.get(naming.key(text)):
            return made
        found = self.parents[day].get(text, ())
        if len(found) == 1:
            return found[0].id
        said = f"{'Có nhiều' if found else 'Không có'} cơ quan “{text}”; ghi tên đầy đủ trong danh bạ."
        raise files.in_cell("parent", said)


def _places(day: date) -> dict[str, list[int]]:
    """Areas of a day by name with and without type, and by code."""
    province = areas.province(day)
    named: dict[str, list[int]] = {}
    for place in (province, *areas.communes(province.id, day)) if province else ():
        for text in {naming.key(place.full_name), naming.key(place.short_name), place.code}:
            named.setdefault(text, []).append(place.id)
    return named


def _text(row: Row, key: str) -> str:
    return str(row.values[key] or "")
