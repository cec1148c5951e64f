"""Found a steering committee."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import Committee, CommitteeMember, Post
from pcmt.agencies.policy import may_change
from pcmt.agencies.rules.kinds import SEAT_LABELS
from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@dataclass(frozen=True)
class Seat:
    """A seat to be filled: a post, its role (head, deputy_standing, deputy, member, secretary), the field it has."""

    post_id: int
    role: str
    field: str = ""


@transaction.atomic
def found_committee(
    *,
    name: str,
    area_id: int,
    founded_by: str,
    valid_from: date,
    seats: Sequence[Seat],
    kind: str = "ban_chi_dao",
    actor: Actor,
    at: datetime,
) -> int:
    """This will enter a committee with its seats and return its identifier; `founded_by` names the decision.

    Refuses a committee without exactly one head, an unknown role, and a post seated twice.
    """
    may_change(actor, "found_committee", area_id=area_id).require()

    areas.area(area_id, valid_from)
    post_ids = {seat.post_id for seat in seats}
    if len(post_ids) != len(seats) or Post.objects.filter(pk__in=post_ids).count() != len(post_ids):
        raise NotFound("Có thành viên không tìm thấy trong danh bạ, hoặc được nêu hai lần.")
    if any(seat.role not in SEAT_LABELS for seat in seats) or [seat.role for seat in seats].count("head") != 1:
        raise Refusal("Ban Chỉ đạo phải có đúng một Trưởng Ban.", remedy="Kiểm tra lại vai trò của từng thành viên.")

    committee = Committee.objects.create(
        name=name, area_id=area_id, kind=kind, founded_by=founded_by, valid_from=valid_from
    )
    CommitteeMember.objects.bulk_create(
        CommitteeMember(committee=committee, post_id=seat.post_id, role=seat.role, field=seat.field) for seat in seats
    )

    record(
        action="agencies.found_committee",
        subject=f"committee:{committee.pk}",
        actor=actor,
        at=at,
        after={"area": area_id, "posts": sorted(post_ids)},
        reason=founded_by,
    )
    return committee.pk
