"""Move an agency under another, or to another area."""

from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.policy import may_change
from pcmt.agencies.versioning import keep_names, next_version, open_version, refuse_taken_name, refuse_unknown_parent
from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


@transaction.atomic
def move_agency(
    *,
    agency_id: int,
    parent_id: int | None,
    area_id: int,
    valid_from: date,
    basis: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """This will put an agency under a parent (None: under nobody) and in an area, from a day on.

    What its people may do follows from that day, as roles reach by agency and area. Refuses a parent that hangs under
    the agency itself, an area that is not on the map that day, and a name already borne there.
    """
    old = open_version(agency_id)
    may_change(actor, "move_agency", agency_id=agency_id, area_id=old.area_id).require()
    may_change(actor, "move_agency", area_id=area_id).require()

    areas.area(area_id, valid_from)
    if (parent_id, area_id) == (old.parent_id, old.area_id):
        raise Refusal("Cơ quan đã ở đúng chỗ này.", remedy="Chọn cơ quan cấp trên hoặc địa bàn khác.")
    refuse_unknown_parent(parent_id, under=agency_id)
    refuse_taken_name(old.name, area_id, but=agency_id)

    before = {"parent": old.parent_id, "area": old.area_id}
    version = next_version(old, valid_from, basis, {"parent_id": parent_id, "area_id": area_id})
    keep_names(version.agency, version)

    record(
        action="agencies.move_agency",
        subject=f"agency:{agency_id}",
        actor=actor,
        at=at,
        before=before,
        after={"parent": parent_id, "area": area_id, "valid_from": str(valid_from)},
        reason=basis,
    )
