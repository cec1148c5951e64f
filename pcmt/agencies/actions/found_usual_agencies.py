"""Found the agencies that every commune has, where communes lack them."""

from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.actions.found_agency import found_agency
from pcmt.agencies.policy import may_change
from pcmt.agencies.queries.directory import agencies_of_kinds
from pcmt.agencies.usual import lacking_in
from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from vanban.text import format_date


@transaction.atomic
def found_usual_agencies(*, province_id: int, valid_from: date, basis: str = "", actor: Actor, at: datetime) -> int:
    """This will found what the communes of a province lack on a day, from that day on; returns how many.

    What there is stays as it is, whatever its name; asked again, it founds nothing. An agency hangs under the one of
    the kind that the rulebook names, in its commune or its province, and under none where that is not there.
    """
    may_change(actor, "found_usual_agencies").require()

    province = areas.area(province_id, valid_from)
    if province.level != "province":
        message = f"Ngày {format_date(valid_from)}, {province.full_name} không phải là tỉnh, thành phố."
        raise Refusal(message, remedy="Chọn tỉnh, thành phố có xã, phường trực thuộc vào ngày đó.")
    wanted = lacking_in(province_id, valid_from)
    by_kind = agencies_of_kinds({one.under for one in wanted}, valid_from)
    above = {(one.area_id, kind): one.id for kind, found in by_kind.items() for one in found}

    for one in wanted:
        made = found_agency(
            name=one.name,
            short_name=one.short_name,
            kind=one.kind,
            area_id=one.area.id,
            parent_id=above.get((one.area.id, one.under)) or above.get((province_id, one.under)),
            valid_from=valid_from,
            basis=basis,
            actor=actor,
            at=at,
        )
        above[(one.area.id, one.kind)] = made

    if wanted:
        record(
            action="agencies.found_usual_agencies",
            subject=f"area:{province_id}",
            actor=actor,
            at=at,
            after={"founded": len(wanted), "valid_from": str(valid_from)},
            reason=basis,
        )
    return len(wanted)
