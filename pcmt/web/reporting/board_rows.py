"""The rows of the completeness board, in groups: by former district, or by the units of another day's map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.kernel.period import Period
from pcmt.reporting.queries import BoardRow
from pcmt.web.components import State
from pcmt.web.formats.places import former_text
from pcmt.web.reporting.wording import heat_state, timing_state
from vanban.text import sort_key


@dataclass(frozen=True)
class Line:
    """One row of the board as the template reads it."""

    row: BoardRow
    timing: State | None
    heat: tuple[State | None, ...]


Group = tuple[str, list[Line]]
"""A heading (none where it is empty) and the lines under it."""


def by_district(rows: Sequence[BoardRow]) -> list[Group]:
    """This will group the rows by the district that their areas came from."""
    groups: dict[str, list[Line]] = {}
    for row in rows:
        groups.setdefault(row.former_district, []).append(_line(row))
    ordered = sorted(groups.items(), key=lambda group: sort_key(group[0]))
    return [(f"{former_text(name)} · {len(lines)} xã, phường" if name else "", lines) for name, lines in ordered]


def by_unit(rows: Sequence[BoardRow], period: Period, on: date) -> list[Group]:
    """This will lay the rows of a period onto the map of a day: each under the unit there that holds its land.

    An area that stands there unchanged needs no heading. One that was divided stands under each of its parts.
    """
    placed = areas.placed([row.area_id for row in rows], period.last_day, on)
    under: dict[int, tuple[AreaView, list[BoardRow]]] = {}
    lost: list[BoardRow] = []
    for row in rows:
        units = placed.get(row.area_id, ())
        for unit in units:
            under.setdefault(unit.id, (unit, []))[1].append(row)
        if not units:
            lost.append(row)
    ordered = sorted(under.values(), key=lambda one: (one[0].sort_key, one[0].code))
    groups = [(_heading(unit, inside), [_line(row) for row in inside]) for unit, inside in ordered]
    return [*groups, *([("Không có trên bản đồ này", [_line(row) for row in lost])] if lost else [])]


def is_past_map(rows: Sequence[BoardRow], today: date) -> bool:
    """This will tell whether some rows are of areas that no longer stand."""
    ids = {row.area_id for row in rows}
    return len(areas.areas_by_id(ids, today)) < len(ids) if ids else False


def _heading(unit: AreaView, inside: Sequence[BoardRow]) -> str:
    if [row.area_id for row in inside] == [unit.id]:
        return ""
    sent = sum(row.duty.sent_at is not None for row in inside)
    return f"{unit.full_name} · đã gửi {sent}/{len(inside)}"


def _line(row: BoardRow) -> Line:
    return Line(row, timing_state(row.duty.timing), tuple(heat_state(mark) for mark in row.heat))
