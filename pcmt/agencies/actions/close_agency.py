"""Close an agency."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from pcmt.agencies.models import Agency, AgencyVersion, Post, SigningOrder
from pcmt.agencies.policy import may_change
from pcmt.agencies.versioning import open_version
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_date


@transaction.atomic
def close_agency(
    *, agency_id: int, last_day: date, successor_id: int | None = None, basis: str = "", actor: Actor, at: datetime
) -> None:
    """This will end an agency, its posts and its orders to sign after a day, and say who takes over its work.

    Its page, its names and what it did stay. Refuses while agencies hang under it, a day before the present version
    or a post begins, and a successor that is the agency itself or has ended.
    """
    version = open_version(agency_id)
    may_change(actor, "close_agency", agency_id=agency_id, area_id=version.area_id).require()

    posts = Post.objects.filter(agency_id=agency_id, valid_to__isnull=True)
    orders = SigningOrder.objects.filter(Q(agency_id=agency_id) | Q(post__agency_id=agency_id))
    latest = max([version.valid_from, *posts.values_list("valid_from", flat=True)])
    if last_day < latest:
        raise Refusal(
            f"Cơ quan hoặc chức vụ tại đây mới bắt đầu từ ngày {format_date(latest)}.",
            remedy="Chọn ngày cuối hoạt động từ ngày đó trở đi.",
            fields={"last_day": f"Từ ngày {format_date(latest)} trở đi."},
        )
    if AgencyVersion.objects.filter(parent_id=agency_id, valid_to__isnull=True).exists():
        raise Refusal(
            "Còn đơn vị đang trực thuộc cơ quan này.", remedy="Chuyển hoặc kết thúc các đơn vị trực thuộc trước."
        )
    if successor_id is not None and successor_id != agency_id:
        open_version(successor_id)
    elif successor_id is not None:
        raise NotFound("Không tìm thấy cơ quan nhận bàn giao.")

    version.valid_to = last_day
    version.save(update_fields=["valid_to"])
    Agency.objects.filter(pk=agency_id).update(successor=successor_id)
    ended = [*posts.values_list("pk", flat=True)]
    posts.update(valid_to=last_day)
    orders.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_day), valid_from__lte=last_day).update(
        valid_to=last_day
    )

    record(
        action="agencies.close_agency",
        subject=f"agency:{agency_id}",
        actor=actor,
        at=at,
        after={"last_day": str(last_day), "successor": successor_id, "posts": ended},
        reason=basis,
    )
