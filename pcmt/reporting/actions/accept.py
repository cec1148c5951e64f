"""Accept a report (chốt số liệu): its figures become facts, and the totals above are right in the same transaction."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.reporting import policy
from pcmt.reporting.closing import close_report, refuse_second
from pcmt.reporting.rounds import hold


@transaction.atomic
def accept(*, submission_id: int, version: int | None = None, actor: Actor, at: datetime) -> None:
    """This will close the report's figures; each that differs from the current fact supersedes it.

    Asked a second time it refuses, and says who closed the report and when. version: what the checker saw.
    """
    held = hold(submission_id, actor)
    policy.may_on_duty(actor, "reporting.accept", held.duty).require()

    refuse_second(held)
    held.check_version(version)
    target = held.check_move("accept", actor, at)

    changed = close_report(held, target, actor=actor, at=at)

    record(
        action="reporting.accept",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"state": target, "round": held.submission.round, "changed": list(changed)},
    )
