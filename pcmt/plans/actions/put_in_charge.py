"""Name the person in charge of an agency's part of a task."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, Refusal
from pcmt.plans.access import acting_agency, obtain_task
from pcmt.plans.parts import part_of


class NotInOffice(Refusal):
    """This will say that a post is none of the agency's, or that nobody holds it any more."""

    code = "not_in_office"


@transaction.atomic
def put_in_charge(*, task_id: int, post_id: int | None, actor: Actor, at: datetime) -> None:
    """This will put somebody of the agency in charge of its part, or nobody (None); each agency does so for itself."""
    task = obtain_task(task_id, actor)
    agency_id = acting_agency("plans.put_in_charge", actor, task, roles=("lead", "support"))
    if agency_id is None:
        raise NotAllowed(rule="mỗi cơ quan tự phân công người phụ trách phần việc của mình")

    part = part_of(task, agency_id)
    holders = agencies.posts_in(actor.own_agencies | {agency_id}, localdate(at))
    if post_id is not None and post_id not in {post.id for posts in holders.values() for post in posts}:
        raise NotInOffice(
            "Người này không giữ chức vụ nào ở cơ quan hôm nay.", fields={"post": "Chọn một người trong danh sách."}
        )

    before = part.in_charge_id
    part.in_charge_id = post_id
    part.save(update_fields=["in_charge"])

    record(
        action="plans.put_in_charge",
        subject=f"task:{task.id}",
        actor=actor,
        at=at,
        before={"post": before},
        after={"post": post_id, "agency": agency_id},
    )
