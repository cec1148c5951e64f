"""Submit a signed report to the standing office."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.reporting import policy, report_rows
from pcmt.reporting.readiness import NotReady, check_ready
from pcmt.reporting.rounds import hold
from pcmt.reporting.sent import FIGURES, figures_sent


@transaction.atomic
def submit(*, submission_id: int, version: int | None = None, actor: Actor, at: datetime) -> None:
    """This will send the report; the day of the first sending decides whether it came in time."""
    held = hold(submission_id, actor, version)
    policy.may_on_duty(actor, "reporting.submit", held.duty).require()

    target = held.check_move("submit", actor, at)
    check_ready(held)
    if report_rows.SIGNATURE.first(submission_id) is None:
        raise NotReady("Báo cáo chưa có chữ ký.", remedy="Trình thủ trưởng ký, hoặc tải lên bản đã ký.")

    held.submission.submitted_at = at
    held.submission.mend_by = None
    held.submission.first_sent_at = held.submission.first_sent_at or at
    held.step("submit", target, actor=actor, at=at, detail={FIGURES: figures_sent(held.submission)})

    record(action="reporting.submit", subject=held.subject, actor=actor, at=at, after={"state": target})
