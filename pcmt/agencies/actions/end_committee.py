"""End a committee."""

from datetime import date, datetime, timedelta

from django.db import transaction

from pcmt.agencies.models import Committee, CommitteeDecision
from pcmt.agencies.policy import may_change
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_date


@transaction.atomic
def end_committee(
    *, committee_id: int, decision: str, document: str = "", last_day: date, actor: Actor, at: datetime
) -> None:
    """This will end a committee and all its seats after a day; who answered for what until then stays to be asked.

    Refuses while a support team of it is at work, and a day before its latest seat begins.
    """
    committee = Committee.objects.select_for_update().filter(pk=committee_id, valid_to__isnull=True).first()
    if committee is None:
        raise NotFound("Không tìm thấy Ban Chỉ đạo, Tổ giúp việc đang hoạt động.")
    may_change(actor, "end_committee", area_id=committee.area_id).require()

    seats = committee.members.filter(valid_to__isnull=True)
    latest = max([committee.valid_from, *seats.values_list("valid_from", flat=True)])
    if last_day < latest:
        raise Refusal(
            f"Thay đổi gần nhất có hiệu lực từ ngày {format_date(latest)}.",
            remedy="Chọn ngày cuối hoạt động từ ngày đó trở đi.",
            fields={"last_day": f"Từ ngày {format_date(latest)} trở đi."},
        )
    if committee.teams.filter(valid_to__isnull=True).exists():
        raise Refusal("Tổ giúp việc còn hoạt động.", remedy="Kết thúc Tổ giúp việc trước.")

    ended = [*seats.values_list("pk", flat=True)]
    seats.update(valid_to=last_day)
    committee.valid_to = last_day
    committee.save(update_fields=["valid_to"])
    CommitteeDecision.objects.create(
        committee=committee, kind="end", title=decision, document=document, holds_from=last_day + timedelta(days=1)
    )

    record(
        action="agencies.end_committee",
        subject=f"committee:{committee_id}",
        actor=actor,
        at=at,
        after={"last_day": str(last_day), "seats": ended, "document": document},
        reason=decision,
    )
