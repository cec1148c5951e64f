"""What a sheet of the registered roadmap changes: who comes in, who moves to another year, who goes out; pure.

A commune that the sheet leaves out stays as it is; only an emptied year takes one out, and never without a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcmt.kernel.reason import as_reason
from pcmt.plans.rules.registering import Registration
from workbook.spec import Fault, Row

NO_PLACE = "Không có xã, phường mã này trong phạm vi chỉ tiêu."
TWICE = "Xã, phường này ghi hai lần."
NO_REASON = "Đang đăng ký năm {year}; ghi lý do, căn cứ khi đổi năm hoặc đưa ra."
ELSEWHERE = "Đã đăng ký năm {year} ở kế hoạch “{plan}”; để trống năm ở bảng này."


@dataclass(frozen=True)
class Held:
    """A commune's standing registration. plan: the title of the other plan that keeps it; empty for this roadmap's."""

    entry_id: int
    year: int
    plan: str = ""


@dataclass(frozen=True)
class Move:
    """A registration that moves from one year to another; `to` None: out of the roadmap."""

    area_id: int
    entry_id: int
    year: int
    to: int | None
    reason: str


@dataclass(frozen=True)
class Changes:
    """What a sheet changes, in its order, what it leaves as it is, and what is wrong in it."""

    new: tuple[Registration, ...]
    moves: tuple[Move, ...]
    kept: int
    faults: tuple[Fault, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not self.new and not self.moves


def changes_of(rows: Sequence[Row], places: Mapping[str, int], held: Mapping[int, Held]) -> Changes:
    """This will hold rows against what is registered. places: the communes by code; held: registrations by commune."""
    new: list[Registration] = []
    moves: list[Move] = []
    faults: list[Fault] = []
    seen: set[int] = set()
    for row in rows:
        area_id = places.get(_text(row, "code"))
        if area_id is None or area_id in seen:
            faults.append(Fault(row.number, NO_PLACE if area_id is None else TWICE, "code"))
            continue
        seen.add(area_id)
        found = _read(row, area_id, held.get(area_id))
        if isinstance(found, Registration):
            new.append(found)
        elif isinstance(found, Move):
            moves.append(found)
        elif isinstance(found, Fault):
            faults.append(found)
    return Changes(tuple(new), tuple(moves), len(seen) - len(new) - len(moves), tuple(faults))


def _read(row: Row, area_id: int, held: Held | None) -> Registration | Move | Fault | None:
    """What one row asks: a commune to come in, to move or to go out, nothing (None), or what cannot be done."""
    year = int(text) if (text := _text(row, "year")) else None
    if held is None:
        return Registration(area_id, year, _text(row, "note")) if year else None
    if held.plan:
        fault = Fault(row.number, ELSEWHERE.format(year=held.year, plan=held.plan), "year")
        return fault if year and year != held.year else None
    if year == held.year:
        return None
    reason = as_reason(_text(row, "reason"))
    if not reason:
        return Fault(row.number, NO_REASON.format(year=held.year), "reason")
    return Move(area_id, held.entry_id, held.year, year, reason)


def _text(row: Row, key: str) -> str:
    return str(row.values.get(key) or "")
