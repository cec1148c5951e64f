"""A unit's own history: its versions."""

from dataclasses import dataclass
from datetime import date

from pcmt.areas.models import AreaVersion
from pcmt.areas.rules.names import LEVEL_LABELS, full_name
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared

_VERSIONS = Prepared(lambda area_id: AreaVersion.objects.filter(area_id=area_id).order_by("-valid_from"))


@dataclass(frozen=True)
class VersionView:
    """One version of an area, with the days on which it held (both included; no last day means still)."""

    code: str
    full_name: str
    level_label: str
    valid_from: date
    valid_to: date | None
    basis: str


def versions(area_id: int) -> tuple[VersionView, ...]:
    """This will list all versions of an area, newest first; raises NotFound where the area never was."""
    rows = _VERSIONS.all(area_id)
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
