"""Open an area."""

from datetime import date, datetime

from django.db import transaction

from pcmt.areas.models import Area, AreaVersion
from pcmt.areas.placing import Placing, check_placing, place
from pcmt.areas.policy import may_change
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def open_area(
    *,
    code: str,
    name: str,
    type: str,
    level: str,
    parent_id: int | None,
    valid_from: date,
    former_district: str = "",
    tile: tuple[int, int] | None = None,
    basis: str = "",
    actor: Actor,
    at: datetime,
) -> int:
    """This will put a new area on the map from a day on, and return its identity.

    name: without its type ("Sen Hồng"). tile: (column, row) from 1. basis: the resolution that made it.
    Refuses a code that another area bears then, a wrong type, level or parent, and a tile already taken.
    """
    may_change(actor, "open_area").require()

    placing = Placing(code, name, type, level, parent_id, valid_from, former_district, tile, basis)
    check_placing(placing)

    area = Area.objects.create()
    version: AreaVersion = place(area, placing)

    record(
        action="areas.open_area",
        subject=f"area:{area.pk}",
        actor=actor,
        at=at,
        after={"version": version.pk, "code": code, "type": type, "level": level, "valid_from": str(valid_from)},
        reason=basis,
    )
    return area.pk
