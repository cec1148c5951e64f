"""Change who sits in a committee, by a decision."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from pcmt.agencies.models import Committee, CommitteeDecision, CommitteeMember
from pcmt.agencies.policy import may_change
from pcmt.agencies.seating import Seat, check_seats, refuse_roles, seat_of, seat_them
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_date

__all__ = ["Seat", "Sitting", "change_committee"]


@dataclass(frozen=True)
class Sitting:
    """How a member who stays sits from now on: role, field and the areas answered for."""

    role: str
    field: str = ""
    area_ids: tuple[int, ...] = ()


@transaction.atomic
def change_committee(
    *,
    committee_id: int,
    decision: str,
    document: str = "",
    holds_from: date,
    leaving: Collection[int] = (),
    joining: Sequence[Seat] = (),
    revised: Mapping[int, Sitting] | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """This will let members leave, join, or sit otherwise, from a day on; how it was before stays to be asked.

    decision: in words, document: its reference. leaving: seats that end the day before. revised: seats that go on
    with another role, field or areas. Refuses nothing to change, a day on which a seat concerned has only begun, and
    a committee that would be left without exactly one head.
    """
    committee = Committee.objects.select_for_update().filter(pk=committee_id, valid_to__isnull=True).first()
    if committee is None:
        raise NotFound("Không tìm thấy Ban Chỉ đạo, Tổ giúp việc đang hoạt động.")
    may_change(actor, "change_committee", area_id=committee.area_id).require()

    revised = revised or {}
    held = {row.pk: row for row in committee.members.filter(valid_to__isnull=True).prefetch_related("areas")}
    ending = {*leaving, *revised}
    if not ending <= held.keys():
        raise NotFound("Có thành viên không còn trong danh sách hiện nay.")
    _check_day(committee, [held[pk] for pk in ending], holds_from)
    stay = [
        replace(seat_of(held[pk]), role=one.role, field=one.field, area_ids=one.area_ids)
        for pk, one in revised.items()
        if pk not in leaving
    ]
    fresh = [*stay, *joining]
    if not (ending or fresh):
        raise Refusal("Chưa có gì thay đổi.", remedy="Chọn người thôi tham gia, thêm thành viên hoặc đổi nhiệm vụ.")
    if not decision.strip():
        raise Refusal("Phải nêu quyết định kiện toàn.", remedy="Ghi số, ngày, cơ quan ban hành của quyết định.")
    check_seats(fresh, holds_from)
    after = [*(seat_of(row) for pk, row in held.items() if pk not in ending), *fresh]
    refuse_roles(committee.kind, [seat.role for seat in after], [seat.holder for seat in after])

    CommitteeMember.objects.filter(pk__in=ending).update(valid_to=holds_from - timedelta(days=1))
    CommitteeDecision.objects.create(
        committee=committee, kind="change", title=decision.strip(), document=document, holds_from=holds_from
    )
    made = seat_them(committee, fresh, holds_from)

    record(
        action="agencies.change_committee",
        subject=f"committee:{committee_id}",
        actor=actor,
        at=at,
        before={"seats": sorted(ending)},
        after={"seats": made, "holds_from": str(holds_from), "document": document},
        reason=decision.strip(),
    )


def _check_day(committee: Committee, ending: Sequence[CommitteeMember], holds_from: date) -> None:
    first = max([committee.valid_from, *(row.valid_from for row in ending)])
    if holds_from <= first:
        raise Refusal(
            f"Thay đổi phải có hiệu lực sau ngày {format_date(first)}, là ngày những vị trí này bắt đầu.",
            remedy="Ghi ngày có hiệu lực của quyết định kiện toàn.",
            fields={"holds_from": f"Phải sau ngày {format_date(first)}."},
        )
