"""Correct the day from which an agency is in the directory."""

from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import AgencyVersion, Post
from pcmt.agencies.policy import may_change
from pcmt.agencies.versioning import last_version
from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from vanban.text import format_date


@transaction.atomic
def correct_beginning(*, agency_id: int, begins_on: date, basis: str = "", actor: Actor, at: datetime) -> None:
    """This will set the day on which an agency began, where it was entered wrongly.

    Refuses a day after its first version, a day on which its area was not on the map, and one after somebody took a
    post there or an agency came to hang under it.
    """
    newest = last_version(agency_id)
    may_change(actor, "correct_beginning", agency_id=agency_id, area_id=newest.area_id).require()

    versions = AgencyVersion.objects.select_for_update().filter(agency_id=agency_id)
    first = versions.order_by("valid_from")[0]
    areas.area(first.area_id, begins_on)
    known = [
        *Post.objects.filter(agency_id=agency_id).values_list("valid_from", flat=True),
        *AgencyVersion.objects.filter(parent_id=agency_id).values_list("valid_from", flat=True),
        *((first.valid_to,) if first.valid_to else ()),
    ]
    if begins_on > min([begins_on, *known]):
        limit = format_date(min(known))
        raise Refusal(
            f"Ngày {limit} cơ quan đã có người giữ chức vụ, đơn vị trực thuộc hoặc thông tin khác.",
            remedy=f"Chọn ngày từ {limit} trở về trước.",
            fields={"begins_on": f"Không sau ngày {limit}."},
        )

    before = first.valid_from
    first.valid_from = begins_on
    first.save(update_fields=["valid_from"])

    record(
        action="agencies.correct_beginning",
        subject=f"agency:{agency_id}",
        actor=actor,
        at=at,
        before={"valid_from": str(before)},
        after={"valid_from": str(begins_on)},
        reason=basis,
    )
