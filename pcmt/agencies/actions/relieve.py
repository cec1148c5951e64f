"""Relieve a person of a post."""

from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import Post
from pcmt.agencies.policy import may_change
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_date


@transaction.atomic
def relieve(*, post_id: int, last_day: date, reason: str = "", actor: Actor, at: datetime) -> None:
    """This will end a post after a day; what was done in it stays in its name."""
    post = Post.objects.select_for_update().filter(pk=post_id).first()
    if post is None:
        raise NotFound("Không tìm thấy chức vụ.")
    may_change(actor, "relieve", agency_id=post.agency_id).require()

    if post.valid_to is not None or last_day < post.valid_from:
        raise Refusal(
            f"Không thể kết thúc chức vụ vào ngày {format_date(last_day)}.",
            remedy=f"Chức vụ bắt đầu từ {format_date(post.valid_from)}; mỗi chức vụ chỉ kết thúc một lần.",
        )

    post.valid_to = last_day
    post.save(update_fields=["valid_to"])

    record(
        action="agencies.relieve",
        subject=f"post:{post_id}",
        actor=actor,
        at=at,
        after={"last_day": str(last_day)},
        reason=reason,
    )
