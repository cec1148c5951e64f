"""The register of units: one row for each that stood on a day's map, as tables of codes are exchanged."""

from dataclasses import dataclass
from datetime import date

from pcmt.areas.models import AreaVersion
from pcmt.areas.queries.maps import area_by_code, on_map
from pcmt.areas.rules.names import LEVEL_LABELS, full_name, type_word
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_date


@dataclass(frozen=True)
class RegisterRow:
    """A unit with its type ("xã"), the code of the unit above, and the days on which it was so (both included)."""

    code: str
    name: str
    type: str
    level: str
    parent: str | None
    valid_from: date
    valid_to: date | None


def register(on: date, *, province: str | None = None, level: str | None = None) -> tuple[RegisterRow, ...]:
    """This will list the units of that day's map from the province down, by code.

    province: only the province that bore this code that day, and what hangs under it. level: only this level.
    Raises NotFound where no province bore the code, and refuses a level that there is not.
    """
    if level is not None and level not in LEVEL_LABELS:
        raise Refusal(f"Không có cấp “{level}”.", remedy=f"Chọn một trong: {', '.join(LEVEL_LABELS)}.")
    rows = [*on_map(on).order_by("code")]
    if province is not None:
        rows = _under(_province(province, on), rows)
    codes = {row.area_id: row.code for row in rows}
    order = [*LEVEL_LABELS]
    rows.sort(key=lambda row: (order.index(row.level), row.code))
    return tuple(_row(row, codes) for row in rows if level is None or row.level == level)


def _province(code: str, on: date) -> int:
    found = area_by_code(code, on)
    if found.level != AreaVersion.Level.PROVINCE:
        raise NotFound(f"Mã {code} không phải là mã của tỉnh, thành phố vào ngày {format_date(on)}.")
    return found.id


def _under(province_id: int, rows: list[AreaVersion]) -> list[AreaVersion]:
    below: dict[int, list[AreaVersion]] = {}
    for row in rows:
        if row.parent_id is not None:
            below.setdefault(row.parent_id, []).append(row)
    kept = [row for row in rows if row.area_id == province_id]
    for row in kept:
        kept.extend(below.get(row.area_id, ()))
    return kept


def _row(row: AreaVersion, codes: dict[int, str]) -> RegisterRow:
    return RegisterRow(
        code=row.code,
        name=full_name(row.type, row.name),
        type=type_word(row.type),
        level=row.level,
        parent=None if row.parent_id is None else codes.get(row.parent_id),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
