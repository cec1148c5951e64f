"""Register communes for the years in which they are to reach a target's state (lộ trình đăng ký)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans.access import obtain_target
from pcmt.plans.models import RoadmapEntry, Target
from pcmt.plans.queries.roadmaps import last_year_of, registered_already, registers
from pcmt.plans.rules.registering import LONGEST_NOTE, Registration
from pcmt.plans.scoping import communes_of


class CannotRegister(Refusal):
    """This will say why communes are not registered for a year."""

    code = "cannot_register"


@transaction.atomic
def register_roadmap(
    *, target_id: int, rows: Sequence[Registration], actor: Actor, at: datetime
) -> tuple[RoadmapEntry, ...]:
    """This will register communes of a target's area, each for one year, all or none."""
    target = obtain_target(target_id, "plans.register_roadmap", actor)

    _check_target(target, localdate(at))
    names = {area.id: area.full_name for area in communes_of(target, localdate(at))}
    _check_rows(target, rows, names)
    _check_free(target, rows, names)

    entries = RoadmapEntry.objects.bulk_create(
        RoadmapEntry(target=target, area_id=row.area_id, year=row.year, note=row.note.strip()) for row in rows
    )

    for year in sorted({entry.year for entry in entries}):
        record(
            action="plans.register_roadmap",
            subject=f"target:{target.id}",
            actor=actor,
            at=at,
            after={"year": year, "areas": [entry.area_id for entry in entries if entry.year == year]},
        )
    return tuple(entries)


def _check_target(target: Target, on: date) -> None:
    if target.state != Target.State.ACTIVE:
        raise CannotRegister("Chỉ tiêu này đã rút, không đăng ký lộ trình nữa.")
    if target.value is None:
        raise CannotRegister("Chỉ tiêu không có mức bằng số nên không lập được lộ trình đăng ký.")
    if not registers(target, on):
        raise CannotRegister(
            "Chỉ tiêu này không tính bằng số xã, phường nên không đăng ký xã, phường theo năm.",
            remedy="Đặt mức từng kỳ, hoặc giao mức cho xã, phường ở trang chỉ tiêu.",
        )


def _check_rows(target: Target, rows: Sequence[Registration], names: dict[int, str]) -> None:
    first, last = target.plan.horizon_from.year, last_year_of(target)
    if not rows:
        raise CannotRegister("Chưa chọn xã, phường nào.", fields={"areas": "Chọn ít nhất một xã, phường."})
    if any(row.area_id not in names for row in rows):
        raise CannotRegister(
            "Chỉ đăng ký được xã, phường, đặc khu thuộc phạm vi của chỉ tiêu.", fields={"areas": "Chọn lại."}
        )
    if twice := {row.area_id for row in rows if sum(row.area_id == one.area_id for one in rows) > 1}:
        listed = ", ".join(sorted(names[one] for one in twice))
        raise CannotRegister(f"Có xã, phường ghi hai lần: {listed}.", fields={"areas": "Mỗi nơi chỉ ghi một năm."})
    if any(not first <= row.year <= last for row in rows):
        raise CannotRegister(
            f"Năm đăng ký phải từ {first} đến {last}.", fields={"year": f"Chọn năm từ {first} đến {last}."}
        )
    if any(len(row.note.strip()) > LONGEST_NOTE for row in rows):
        raise CannotRegister("Ghi chú quá dài.", fields={"note": f"Nhiều nhất {LONGEST_NOTE} ký tự."})


def _check_free(target: Target, rows: Sequence[Registration], names: dict[int, str]) -> None:
    """A commune is registered once on an indicator: two plans must not promise two years for one state."""
    held = registered_already(target, [row.area_id for row in rows])
    told = [f"{names[one.area_id]} (năm {one.year}, {one.target.plan.title})" for one in held[:5]]
    if told:
        raise CannotRegister(
            f"Đã đăng ký từ trước: {', '.join(told)}.",
            remedy="Bỏ các xã, phường đó rồi đăng ký lại; muốn đổi năm, bấm “Chuyển, rút” ở dòng của xã, phường đó.",
            code="already_registered",
        )
