"""Found a steering committee or the support team of one."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import Committee, CommitteeDecision
from pcmt.agencies.policy import may_change
from pcmt.agencies.seating import Seat, check_seats, refuse_roles, seat_them
from pcmt.agencies.versioning import open_version
from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import normalise

__all__ = ["Seat", "found_committee"]


@transaction.atomic
def found_committee(
    *,
    name: str,
    area_id: int,
    founded_by: str,
    document: str = "",
    valid_from: date,
    seats: Sequence[Seat],
    kind: str = "ban_chi_dao",
    parent_id: int | None = None,
    standing_id: int | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """This will enter a committee with its seats and return its identifier.

    founded_by: the decision in words; document: its reference ("document:5") where it is registered here.
    kind: ban_chi_dao, or to_giup_viec with the committee that it helps in `parent_id`. standing_id: the agency that
    runs it. Refuses a committee without exactly one head, an unknown role, and a holder seated twice.
    """
    may_change(actor, "found_committee", area_id=area_id).require()

    name = " ".join(normalise(name).split())
    areas.area(area_id, valid_from)
    refuse_roles(kind, [seat.role for seat in seats], [seat.holder for seat in seats])
    check_seats(seats, valid_from)
    if not name:
        raise Refusal("Tên còn trống.", remedy="Ghi tên như trong quyết định.", fields={"name": "Ghi tên."})
    parents = Committee.objects.filter(pk=parent_id or 0, kind="ban_chi_dao", valid_to__isnull=True)
    if (kind == "to_giup_viec") != (parent_id is not None) or (parent_id is not None and not parents.exists()):
        raise NotFound("Tổ giúp việc phải thuộc một Ban Chỉ đạo đang hoạt động.")
    if standing_id is not None:
        open_version(standing_id)

    committee = Committee.objects.create(
        name=name,
        area_id=area_id,
        kind=kind,
        parent_id=parent_id,
        standing_id=standing_id,
        founded_by=founded_by,
        valid_from=valid_from,
    )
    CommitteeDecision.objects.create(
        committee=committee, kind="found", title=founded_by, document=document, holds_from=valid_from
    )
    members = seat_them(committee, seats, valid_from)

    record(
        action="agencies.found_committee",
        subject=f"committee:{committee.pk}",
        actor=actor,
        at=at,
        after={"area": area_id, "kind": kind, "parent": parent_id, "seats": members, "document": document},
        reason=founded_by,
    )
    return committee.pk
