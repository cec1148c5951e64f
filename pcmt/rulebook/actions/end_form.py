"""End a form of the province: propose its last day, for somebody else to release."""

from datetime import date, datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook import policy
from pcmt.rulebook.actions.propose_release import propose_release
from pcmt.rulebook.queries import book
from pcmt.rulebook.releasing import standing_files
from pcmt.rulebook.rules.plan_files import ended
from vanban.text import format_date


@transaction.atomic
def end_form(*, form_id: str, last_day: date, reason: str, actor: Actor, at: datetime) -> int:
    """This will propose that a version of a form holds until a day, and return the proposal's identifier.

    What was asked by it stays readable by it; from the day after nobody owes it any more.
    """
    policy.may_end_form(actor).require()

    form = book().form_by_id(form_id)
    if form.version_to is not None:
        raise Refusal(f"Biểu này đã kết thúc ngày {format_date(form.version_to)}.", code="ended")
    if last_day < form.version_from:
        raise Refusal(
            f"Biểu áp dụng từ ngày {format_date(form.version_from)}, không kết thúc trước đó được.",
            code="too_early",
            fields={"last_day": "Ghi ngày sau ngày bắt đầu áp dụng."},
        )
    name = f"forms/{form.id}.yaml"

    release_id = propose_release(
        files={name: ended(standing_files()[name], last_day.isoformat())}, reason=reason, actor=actor, at=at
    )

    record(
        action="rulebook.end_form",
        subject=f"release:{release_id}",
        actor=actor,
        at=at,
        after={"form": form.id, "last_day": last_day.isoformat()},
        reason=reason,
    )
    return release_id
