"""A table of what became of units on a day: old code, new code, whole or part, and the share of people where known."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from pcmt.areas.importing.plan import Asked, Plan
from pcmt.areas.models import AreaVersion, Succession
from pcmt.areas.queries.maps import on_map
from pcmt.areas.rules.columns import Line, read_lines
from pcmt.areas.rules.names import full_name
from pcmt.areas.rules.validity import WHOLE
from pcmt.areas.shipped import name_in_the_nation
from vanban.text import fold

EXTENTS = {"whole": "whole", "toan bo": "whole", "part": "part", "mot phan": "part"}
IN_ONE_GO = 500


class _Wrong(Exception):
    """What is wrong with a line, in Vietnamese."""


@dataclass(frozen=True)
class _Step:
    line: int
    old: str
    new: str
    extent: str
    share: int | None


def plan_lineage(data: bytes, asked: Asked) -> Plan:
    """This will look a table of steps through; all happened on the day asked, the first of the new map."""
    plan = Plan("lineage")
    steps = dict[tuple[str, str], _Step]()
    for line in read_lines(data, ("old", "new")):
        try:
            step = _step(line)
            if (step.old, step.new) in steps:
                raise _Wrong(f"cặp mã này đã có ở dòng {steps[step.old, step.new].line}")
            steps[step.old, step.new] = step
        except _Wrong as wrong:
            plan.add("invalid", f"dòng {line.number}", f"{line.cell('old')} → {line.cell('new')}", "", str(wrong))
    _check_sums(plan, steps)
    olds, news = {old for old, _ in steps}, {new for _, new in steps}
    day_before = asked.on - timedelta(days=1)
    map_then = {row.code: row for row in on_map(day_before).filter(code__in=olds)}
    map_now = {row.code: row for row in on_map(asked.on).filter(code__in=news)}
    known = {(row.old_id, row.new_id): row for row in Succession.objects.filter(on=asked.on)}
    added, filled = list[Succession](), list[Succession]()
    for step in steps.values():
        old, new = map_then.get(step.old), map_now.get(step.new)
        row = known.pop((old.area_id, new.area_id), None) if old and new else None
        verdict, note = _verdict(step, old, new, row)
        afar = (name_in_the_nation(step.old, day_before), name_in_the_nation(step.new, asked.on))
        if verdict == "unknown" and old is None and new is None and all(afar):
            verdict, note = "elsewhere", ""
        plan.add(verdict, f"dòng {step.line}", f"{step.old} → {step.new}", _named(step, (old, new), afar), note)
        if verdict == "changed" and row is not None:
            row.share_per_million = step.share
            filled.append(row)
        elif verdict == "new" and old and new:
            basis = asked.source or new.basis
            added.append(
                Succession(
                    old_id=old.area_id,
                    new_id=new.area_id,
                    extent=step.extent,
                    share_per_million=step.share,
                    on=asked.on,
                    basis=basis,
                )
            )
    _add_missing(plan, known, {row.area_id for row in map_then.values()}, asked)
    plan.write = lambda: _write(added, filled)
    return plan


def _step(line: Line) -> _Step:
    extent = EXTENTS.get(fold(line.cell("extent") or "whole"))
    if extent is None:
        raise _Wrong(f"phần chuyển sang “{line.cell('extent')}” phải là whole hoặc part")
    share = _share(line.cell("share"))
    if extent == "whole":
        if share not in (None, WHOLE):
            raise _Wrong("chuyển toàn bộ thì tỷ lệ là 1")
        share = WHOLE
    return _Step(line.number, line.cell("old"), line.cell("new"), extent, share)


def _share(text: str) -> int | None:
    if not text:
        return None
    try:
        share = Decimal(text.replace(",", ".")) * WHOLE
    except InvalidOperation as error:
        raise _Wrong(f"tỷ lệ “{text}” không phải là số") from error
    if not (share.is_finite() and 0 <= share <= WHOLE):
        raise _Wrong("tỷ lệ phải từ 0 đến 1")
    return round(share)


def _check_sums(plan: Plan, steps: dict[tuple[str, str], _Step]) -> None:
    given: dict[str, int] = defaultdict(int)
    for step in steps.values():
        given[step.old] += step.share or 0
    for code in sorted(code for code, share in given.items() if share > WHOLE):
        plan.add("invalid", "", code, "", "tổng tỷ lệ chuyển đi vượt quá 1")


def _verdict(step: _Step, old: AreaVersion | None, new: AreaVersion | None, row: Succession | None) -> tuple[str, str]:
    if old is None or new is None:
        return "unknown", f"không có mã {step.old if old is None else step.new}"
    if old.area_id == new.area_id:
        if step.extent == "whole":
            return "matched", "cùng một đơn vị, đổi tên, loại hoặc cấp trên"
        return "different", "trên bản đồ là cùng một đơn vị"
    if row is None:
        return "new", ""
    if row.extent != step.extent:
        return "different", f"trên bản đồ là {Succession.Extent(row.extent).label.lower()}"
    if step.share is None or row.share_per_million == step.share:
        return "matched", ""
    if row.share_per_million is None:
        return "changed", "bổ sung tỷ lệ"
    return "different", "trên bản đồ có tỷ lệ khác"


def _named(step: _Step, rows: tuple[AreaVersion | None, AreaVersion | None], afar: tuple[str, str]) -> str:
    sides = zip(rows, afar, (step.old, step.new), strict=True)
    return " → ".join(full_name(row.type, row.name) if row else name or code for row, name, code in sides)


def _add_missing(plan: Plan, left: dict[tuple[int, int], Succession], olds: set[int], asked: Asked) -> None:
    """Steps of the units in the table that the table does not have."""
    of_these = [row for (old_id, _), row in left.items() if old_id in olds]
    day_before = asked.on - timedelta(days=1)
    then = {row.area_id: row for row in on_map(day_before).filter(area_id__in={row.old_id for row in of_these})}
    now = {row.area_id: row for row in on_map(asked.on).filter(area_id__in={row.new_id for row in of_these})}
    for row in of_these:
        old, new = then.get(row.old_id), now.get(row.new_id)
        if old and new:
            plan.add(
                "missing",
                "",
                f"{old.code} → {new.code}",
                f"{full_name(old.type, old.name)} → {full_name(new.type, new.name)}",
            )


def _write(added: list[Succession], filled: list[Succession]) -> int:
    Succession.objects.bulk_create(added, batch_size=IN_ONE_GO)
    Succession.objects.bulk_update(filled, ["share_per_million"], batch_size=IN_ONE_GO)
    return len(added) + len(filled)
