"""Of what a target is asked, as a person chooses it: the province, a type of communes, a zone, or one commune."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.areas import queries as areas
from pcmt.plans import queries as plans

Choices = list[tuple[str | int, str]]


@dataclass(frozen=True)
class ScopeSaid:
    """What a person chose as a target's scope: an area, else (area_id None) a zone or a type of communes of it all."""

    area_id: int | None
    zone_id: int | None = None
    kind: str = ""


def scope_said(word: str) -> ScopeSaid:
    """This will read a choice of the field: `12` for an area, `khu-7` for a zone, `loai-phuong` for a type."""
    sort, _, rest = word.rpartition("-")
    if sort == "loai":
        return ScopeSaid(None, kind=rest)
    return ScopeSaid(None, int(rest)) if sort else ScopeSaid(int(rest))


def scope_word(said: plans.TargetInput) -> str | int:
    """This will give the choice that a target's scope is."""
    if said.scope_zone_id:
        return f"khu-{said.scope_zone_id}"
    return f"loai-{said.scope_type}" if said.scope_type else said.scope_area_id


def scope_choices(
    province: areas.AreaView | None, communes: Sequence[areas.AreaView], on: date
) -> list[tuple[str | int, str | Choices]]:
    """This will list what can be chosen: the whole province first, then its parts in groups, none of them empty."""
    if province is None:
        return []
    there = {one.type for one in communes}
    groups: dict[str, Choices] = {
        "Loại xã, phường": [(f"loai-{kind}", words) for kind, words in plans.SCOPE_TYPES.items() if kind in there],
        "Khu vực, tuyến": [(f"khu-{one.id}", one.name) for one in areas.zones(on)],
        "Từng xã, phường": [(one.id, one.full_name) for one in communes],
    }
    return [
        (province.id, f"Toàn tỉnh ({province.full_name})"),
        *((name, group) for name, group in groups.items() if group),
    ]
