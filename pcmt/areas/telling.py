"""What an event does to the map, in words."""

from collections.abc import Collection

from pcmt.areas.ports import Touched
from pcmt.areas.rules.change import Change
from pcmt.areas.rules.names import full_name
from pcmt.areas.rules.steps import Standing, Steps


def told_of_map(change: Change, steps: Steps, revised: Collection[int]) -> tuple[Touched, ...]:
    """This will tell unit by unit what an event does to the map."""
    found = [Touched(f"area:{old.area_id}", old.full_name, _ending(change, steps, old)) for old in steps.ends]
    for index, old in steps.goes_on.items():
        unit = change.units[index]
        name = full_name(unit.type, unit.name)
        parts = [f"thành {name} (mã {unit.code})"] if index in revised else ["giữ nguyên tên, mã"]
        taken = [one for one in steps.passings if one.unit == index]
        parts += [f"nhận {'toàn bộ' if one.whole else 'một phần'} {one.old.full_name}" for one in taken]
        found.append(Touched(f"area:{old.area_id}", old.full_name, "; ".join(parts)))
    found += [
        Touched("", full_name(unit.type, unit.name), f"lập mới từ đầu ngày sự kiện, mã {unit.code}")
        for index, unit in enumerate(change.units)
        if index not in steps.goes_on
    ]
    found += [
        Touched(f"area:{child.area_id}", child.full_name, f"trực thuộc {change.units[index].name}")
        for child, index in steps.hangs
    ]
    return tuple(found)


def _ending(change: Change, steps: Steps, old: Standing) -> str:
    takers = [
        f"{full_name(unit.type, unit.name)}{'' if one.whole else ' (một phần)'}"
        for one in steps.passings
        if one.old == old and (unit := change.units[one.unit])
    ]
    return f"kết thúc; chuyển về {', '.join(takers)}" if takers else "kết thúc, không có đơn vị kế thừa"


def shown(one: Touched) -> list[str]:
    """This will give what a person has seen of a thing: nothing in it is made by the event itself."""
    return [one.reference, one.label, one.effect, one.key, one.chosen]
