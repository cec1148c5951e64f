"""Put aside a form that is being built and will not be proposed."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.rulebook import policy
from pcmt.rulebook.drafting import hold_draft


@transaction.atomic
def discard_form_draft(*, draft_id: int, version: int, actor: Actor, at: datetime) -> None:
    """This will take a draft off the list; its row stays."""
    policy.may_discard(actor).require()

    draft = hold_draft(draft_id, version)

    draft.discarded_at = at
    draft.save()

    record(action="rulebook.discard_form_draft", subject=f"form_draft:{draft.pk}", actor=actor, at=at)
