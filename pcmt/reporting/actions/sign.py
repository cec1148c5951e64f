"""Sign a report in the system, as the head of the agency that owes it."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.reporting import policy, report_rows
from pcmt.reporting.models import Signature
from pcmt.reporting.readiness import check_ready
from pcmt.reporting.rounds import hold


@transaction.atomic
def sign(*, submission_id: int, version: int | None = None, actor: Actor, at: datetime) -> None:
    """This will sign the report as it stands; a figure or a word changed later voids the signature.

    version: the submission as the head saw it. Raises NotReady naming what is missing.
    """
    held = hold(submission_id, actor, version)
    policy.may_sign(actor, held.duty).require()

    target = held.check_move("sign", actor, at)
    check_ready(held)

    report_rows.ALL_SIGNATURES.add(
        Signature(
            submission_id=submission_id,
            person_id=actor.person_id,
            on_behalf_of_id=actor.principal_id,
            post_id=actor.post_id,
            at=at,
            mode=Signature.Mode.SYSTEM,
        )
    )
    held.step("sign", target, actor=actor, at=at)

    record(action="reporting.sign", subject=held.subject, actor=actor, at=at, after={"state": target})
