"""Found an agency."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import Agency, AgencyVersion
from pcmt.agencies.policy import may_change
from pcmt.agencies.queries.directory import Contact
from pcmt.agencies.versioning import keep_names, refuse_taken_name, refuse_unknown_parent
from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook.queries import book
from vanban.text import normalise

NO_CONTACT = Contact()


@transaction.atomic
def found_agency(
    *,
    name: str,
    short_name: str = "",
    kind: str,
    area_id: int,
    parent_id: int | None = None,
    aliases: Sequence[str] = (),
    party_line: bool | None = None,
    contact: Contact = NO_CONTACT,
    valid_from: date,
    basis: str = "",
    actor: Actor,
    at: datetime,
) -> int:
    """This will enter an agency in the directory and return its identifier.

    aliases: other names by which documents call it; its own names are always among them.
    party_line: asked, never ordered; None takes it from the kind.
    Refuses an unknown kind, an area that is not on the map that day, and a name already borne in the area.
    """
    may_change(actor, "found_agency", area_id=area_id).require()

    name = normalise(name).strip()
    areas.area(area_id, valid_from)
    if kind not in book().agency_kinds or not name:
        raise Refusal(f"Không có loại cơ quan “{kind}”, hoặc tên còn trống.", remedy="Chọn loại trong danh sách.")
    refuse_unknown_parent(parent_id)
    refuse_taken_name(name, area_id)

    agency = Agency.objects.create()
    version = AgencyVersion.objects.create(
        agency=agency,
        name=name,
        short_name=normalise(short_name).strip() or name,
        kind=kind,
        area_id=area_id,
        parent_id=parent_id,
        party_line=kind in book().asked_kinds if party_line is None else party_line,
        address=contact.address,
        phone=contact.phone,
        email=contact.email,
        contact_title=contact.title,
        valid_from=valid_from,
        basis=basis,
    )
    keep_names(agency, version, aliases)

    record(
        action="agencies.found_agency",
        subject=f"agency:{agency.pk}",
        actor=actor,
        at=at,
        after={"kind": kind, "area": area_id, "parent": parent_id, "valid_from": str(valid_from)},
        reason=basis,
    )
    return agency.pk
