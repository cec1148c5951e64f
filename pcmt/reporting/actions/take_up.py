"""Take a sent report up to check it, so that colleagues see who is at it."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.reporting import policy
from pcmt.reporting.rounds import hold


@transaction.atomic
def take_up(*, submission_id: int, version: int | None = None, actor: Actor, at: datetime) -> None:
    """This will put the report under review by the actor; another may take it over later, and any checker may close it.

    Raises CannotMove where the actor has it already.
    """
    held = hold(submission_id, actor, version)
    policy.may_on_duty(actor, "reporting.take_up", held.duty).require()

    target = held.check_move("take_up", actor, at)
    before = held.submission.reviewer_id
    if before is not None and before == actor.person_id:
        raise CannotMove("Anh/chị đang kiểm tra báo cáo này.", remedy="Chốt số liệu, hoặc trả lại để bổ sung.")

    held.submission.reviewer_id = actor.person_id
    held.step("take_up", target, actor=actor, at=at)

    record(
        action="reporting.take_up", subject=held.subject, actor=actor, at=at, before={"reviewer": before},
        after={"state": target, "reviewer": actor.person_id},
    )  # fmt: skip
