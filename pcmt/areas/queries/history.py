"""A unit's own history: its versions, and the steps in which it gave to others or received."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pcmt.areas.models import AreaVersion, Succession
from pcmt.areas.rules.names import LEVEL_LABELS, full_name
from pcmt.kernel.refusal import NotFound


@dataclass(frozen=True)
class VersionView:
    """One version of an area, with the days on which it held (both included; no last day means still)."""

    code: str
    full_name: str
    level_label: str
    valid_from: date
    valid_to: date | None
    basis: str


@dataclass(frozen=True)
class SuccessionView:
    """One step from an old area to a new one; `share_per_million` of the old went over, None where unknown."""

    old_id: int
    new_id: int
    extent: str
    share_per_million: int | None
    on: date
    basis: str


def versions(area_id: int) -> tuple[VersionView, ...]:
    """This will list all versions of an area, newest first; raises NotFound where the area never was."""
    rows = tuple(AreaVersion.objects.filter(area_id=area_id).order_by("-valid_from"))
    if not rows:
        raise NotFound(f"Không tìm thấy đơn vị hành chính {area_id}.")
    return tuple(
        VersionView(
            code=row.code,
            full_name=full_name(row.type, row.name),
            level_label=LEVEL_LABELS[row.level],
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            basis=row.basis,
        )
        for row in rows
    )


def successions(area_id: int) -> tuple[SuccessionView, ...]:
    """This will list the steps in which the area gave or received, oldest first."""
    rows = Succession.objects.filter(Q(old_id=area_id) | Q(new_id=area_id)).order_by("on", "pk")
    return tuple(
        SuccessionView(row.old_id, row.new_id, row.extent, row.share_per_million, row.on, row.basis) for row in rows
    )
