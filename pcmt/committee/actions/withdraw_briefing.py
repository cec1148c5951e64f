"""Withdraw a request for briefings."""

from datetime import datetime

from django.db import transaction

from pcmt.committee.briefing_access import obtain_briefing
from pcmt.committee.rules.briefing import BadBriefing
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason


@transaction.atomic
def withdraw_briefing(*, briefing_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will say, with the reason, that nobody owes these briefings any more; what was reported stays readable."""
    briefing = obtain_briefing(briefing_id, "committee.withdraw_briefing", actor)

    if not as_reason(reason):
        raise BadBriefing("Chưa ghi lý do rút.", fields={"reason": "Ghi lý do."})

    briefing.withdrawn_for = as_reason(reason)
    briefing.save(update_fields=["withdrawn_for"])

    record(
        action="committee.withdraw_briefing",
        subject=f"briefing:{briefing.pk}",
        actor=actor,
        at=at,
        after={"document": briefing.document_id},
        reason=as_reason(reason),
    )
