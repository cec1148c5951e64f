"""Take back the leave to enter a report after its period was closed."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.reporting import policy
from pcmt.reporting.actions.close_period import CannotClose
from pcmt.reporting.closings import written_reason
from pcmt.reporting.models import LateEntry
from pcmt.reporting.rounds import hold


@transaction.atomic
def revoke_late_entry(*, submission_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will shut one report of a closed period again; what was typed meanwhile stays in its draft.

    Raises CannotClose where no leave stands.
    """
    held = hold(submission_id, actor)
    policy.may_on_duty(actor, "reporting.revoke_late_entry", held.duty).require()

    standing = LateEntry.objects.filter(duty=held.duty).order_by("id").last()
    if standing is None or standing.until is None or standing.until < localdate(at):
        raise CannotClose("Đơn vị này hiện không được nhập muộn.", remedy="Tải lại trang để xem.")
    reason = written_reason(reason, "Chưa ghi lý do thu hồi.")

    LateEntry.objects.create(duty=held.duty, until=None, reason=reason, granted_by_id=actor.person_id, granted_at=at)

    record(
        action="reporting.revoke_late_entry",
        subject=held.subject,
        actor=actor,
        at=at,
        before={"until": str(standing.until)},
        reason=reason,
    )
